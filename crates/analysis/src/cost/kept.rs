use super::{DAYS_PER_MONTH, usable};
use crate::model::{LIMIT, Node};
use crate::words;

/// A kind that does not say how large what it keeps is: the price of a log is by lines of 1 KB.
const LINE_KILOBYTES: f64 = 1.0;

/// What a component keeps, and what each gigabyte of it costs a month beyond what its replicas include.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kept {
    size: Size,
    /// That are paid for.
    copies: f64,
    /// By the price of all replicas.
    included_gigabytes: f64,
    usd_per_gigabyte_month: f64,
}

/// Of one copy.
#[derive(Debug, Clone, Copy)]
enum Size {
    Gigabytes(f64),
    /// What comes stays for so long.
    Coming {
        kilobytes_per_request: f64,
        days: f64,
    },
}

impl Kept {
    /// Costs nothing where the kind has no price for what it keeps.
    pub(crate) fn of(node: &Node) -> Self {
        let price = node.kind.map(|kind| &kind.price);
        let of_price = |amount: Option<f64>| amount.map_or(0.0, usable);
        let is_paid_once = price.is_some_and(|price| price.covers_copies);
        Self {
            size: Size::of(node),
            copies: if is_paid_once { 1.0 } else { f64::from(node.copies()) },
            included_gigabytes: of_price(price.map(|price| price.included_gigabytes))
                * f64::from(node.replicas),
            usd_per_gigabyte_month: of_price(price.and_then(|price| price.usd_per_gigabyte_month)),
        }
    }

    pub(crate) fn usd_per_month(&self, requests_per_month: f64) -> f64 {
        (self.paid_gigabytes(requests_per_month) * self.usd_per_gigabyte_month).min(LIMIT)
    }

    fn paid_gigabytes(&self, requests_per_month: f64) -> f64 {
        let all = self.size.gigabytes(requests_per_month) * self.copies;
        (all - self.included_gigabytes).clamp(0.0, LIMIT)
    }

    /// "25,000 GB kept x 3 copies - 300 GB included = 74,700 GB x 0.115 USD"; `None` where nothing is paid.
    pub(super) fn arithmetic(&self, requests_per_month: f64) -> Option<String> {
        let paid = self.paid_gigabytes(requests_per_month);
        if paid * self.usd_per_gigabyte_month <= 0.0 {
            return None;
        }
        let mut text = self.size.arithmetic(requests_per_month);
        let (has_copies, has_included) = (self.copies > 1.0, self.included_gigabytes > 0.0);
        if has_copies {
            text += &format!(" x {} copies", words::number(self.copies));
        }
        if has_included {
            text += &format!(" - {} GB included", words::number(self.included_gigabytes));
        }
        if has_copies || has_included {
            text += &format!(" = {} GB", words::number(paid));
        }
        Some(format!("{text} x {}", words::usd(self.usd_per_gigabyte_month)))
    }
}

impl Size {
    fn of(node: &Node) -> Self {
        let stated = node.number("data_gigabytes").or_else(|| node.number("memory_gigabytes"));
        match (stated, node.number("retention_days")) {
            (None, Some(days)) => Self::Coming {
                kilobytes_per_request: node.number("message_kilobytes").map_or(LINE_KILOBYTES, usable)
                    * node.work_per_request,
                days: usable(days),
            },
            (stated, _) => Self::Gigabytes(stated.map_or(0.0, usable)),
        }
    }

    fn gigabytes(&self, requests_per_month: f64) -> f64 {
        match self {
            Self::Gigabytes(gigabytes) => *gigabytes,
            Self::Coming { kilobytes_per_request, days } => {
                requests_per_month * kilobytes_per_request / 1e6 * days / DAYS_PER_MONTH
            }
        }
    }

    fn arithmetic(&self, requests_per_month: f64) -> String {
        let gigabytes = words::number(self.gigabytes(requests_per_month));
        match self {
            Self::Gigabytes(_) => format!("{gigabytes} GB kept"),
            Self::Coming { kilobytes_per_request, days } => format!(
                "{} million a day x {} KB x {} {} = {gigabytes} GB kept",
                words::number(requests_per_month / DAYS_PER_MONTH / 1e6),
                words::number(*kilobytes_per_request),
                words::number(*days),
                if *days == 1.0 { "day" } else { "days" },
            ),
        }
    }
}
