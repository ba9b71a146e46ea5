use jiff::civil::Date;
use leptos::prelude::*;
use plotters::prelude::*;

use analysis::words;

use super::canvas::{Area, ChartCanvas, Drawn};
use super::figure_table::FigureTable;
use super::style::ChartStyle;

/// The answers of one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub date: Date,
    pub answered: u32,
    /// Mean credit, in `0..=1`.
    pub credit: f64,
    /// Mean credit of the last answers up to the end of the day, in `0..=1`.
    pub rolling: f64,
}

/// Share of the credit by day, with the mean of the last answers as a line.
#[component]
pub fn AccuracyTimeline(days: Vec<Day>) -> impl IntoView {
    let label = summary(&days);
    let rows = days.iter().rev().map(|day| {
        view! {
            <tr>
                <td>{day.date.to_string()}</td>
                <td>{day.answered}</td>
                <td>{format!("{:.0} %", day.credit * 100.0)}</td>
                <td>{format!("{:.0} %", day.rolling * 100.0)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <figure class="chart">
            <ChartCanvas label=label.clone() height=240 draw=move |area, style| draw(area, style, &days) />
            <figcaption class="muted small">{label}</figcaption>
            <FigureTable headings=&["Day", "Answers", "Credit that day", "Last 20 answers"]>{rows}</FigureTable>
        </figure>
    }
}

fn summary(days: &[Day]) -> String {
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return "No answers yet.".to_owned() };
    let answers = words::count(days.iter().map(|day| day.answered as usize).sum(), "answer");
    let rolling = last.rolling * 100.0;
    if first.date == last.date {
        return format!(
            "{answers} on {}, with {rolling:.0} % of the credit over the last of them.",
            first.date
        );
    }
    format!(
        "{answers} from {} to {}. The dots are single days; the line, the mean of the last 20 answers, ends at {rolling:.0} %.",
        first.date, last.date
    )
}

/// "21 Nov"
fn day_and_month(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = usize::try_from(date.month() - 1).ok().and_then(|index| MONTHS.get(index));
    format!("{} {}", date.day(), month.copied().unwrap_or_default())
}

fn draw(area: &Area, style: &ChartStyle, days: &[Day]) -> Drawn {
    let Some(first) = days.first().map(|day| day.date) else { return Ok(()) };
    let since = |date: Date| first.until(date).map_or(0.0, |span| f64::from(span.get_days()));
    let last = days.last().map_or(0.0, |day| since(day.date));
    // One day alone stands in the middle.
    let span = if last < 1.0 { -1.0..1.0 } else { -0.02 * last..1.02 * last };
    let mut chart = ChartBuilder::on(area)
        .margin(style.pixels(8.0))
        .margin_right(style.pixels(28.0))
        .x_label_area_size(style.pixels(28.0))
        .y_label_area_size(style.pixels(44.0))
        .build_cartesian_2d(span, 0.0..1.0)?;
    let date_label = |day: &f64| {
        let date = first.checked_add(jiff::Span::new().days(day.round() as i64)).unwrap_or(first);
        if day.fract().abs() < 1e-6 { day_and_month(date) } else { String::new() }
    };
    chart
        .configure_mesh()
        .disable_x_mesh()
        .light_line_style(TRANSPARENT)
        .bold_line_style(style.line)
        .axis_style(style.line)
        .label_style(style.label())
        .x_labels(6)
        .y_labels(5)
        .x_label_formatter(&date_label)
        .y_label_formatter(&|share| format!("{:.0} %", share * 100.0))
        .draw()?;
    let rolling = days.iter().map(|day| (since(day.date), day.rolling));
    chart.draw_series(LineSeries::new(rolling, style.accent.stroke_width(style.stroke(2.0))))?;
    let dots = days
        .iter()
        .map(|day| Circle::new((since(day.date), day.credit), style.pixels(4.0), style.accent.filled()));
    chart.draw_series(dots)?;
    Ok(())
}
