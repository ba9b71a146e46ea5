"""What `plot` makes of what it is given, and what it says to what cannot be drawn."""

import fractions
import importlib
import unittest

import paths  # noqa: F401
import plot


class PlotTest(unittest.TestCase):
    def setUp(self):
        importlib.reload(plot)

    def only_panel(self):
        (figure,) = plot._drawn()
        (panel,) = figure["panels"]
        return panel

    def refused(self, words, draw, *arguments, **named):
        with self.assertRaises(plot.PlotError) as caught:
            draw(*arguments, **named)
        self.assertIn(words, str(caught.exception))

    def test_a_line_of_one_list_is_drawn_over_its_places(self):
        plot.line([3, 2.5, 4], label="waiting")
        self.assertEqual(self.only_panel()["series"], [{"kind": "line", "label": "waiting", "x": [0, 1, 2], "y": [3, 2.5, 4]}])

    def test_titles_labels_and_a_legend_belong_to_the_panel_in_hand(self):
        plot.scatter([1], [2])
        plot.title("T")
        plot.x_label("X")
        plot.y_label("Y")
        plot.legend()
        panel = self.only_panel()
        self.assertEqual([panel[key] for key in ("title", "x_label", "y_label", "legend")], ["T", "X", "Y", True])

    def test_bars_take_names_of_any_sort(self):
        plot.bar(["a", 2], (1, fractions.Fraction(1, 2)))
        self.assertEqual(self.only_panel()["series"], [{"kind": "bar", "label": "", "names": ["a", "2"], "values": [1, 0.5]}])

    def test_a_histogram_counts_every_value_once(self):
        plot.histogram([0, 1, 1.9, 2, 3, 4], bins=2)
        self.assertEqual(self.only_panel()["series"], [{"kind": "histogram", "label": "", "edges": [0.0, 2.0, 4], "counts": [3, 3]}])
        plot.figure()
        plot.histogram([7, 7])
        (series,) = plot._drawn()[1]["panels"][0]["series"]
        self.assertEqual((sum(series["counts"]), series["edges"][0], series["edges"][-1]), (2, 6.5, 7.5))

    def test_panels_stand_in_one_figure(self):
        plot.panels(3, columns=2)
        plot.line([1])
        plot.panel(3)
        plot.line([2])
        (figure,) = plot._drawn()
        self.assertEqual((figure["columns"], [len(panel["series"]) for panel in figure["panels"]]), (2, [1, 0, 1]))

    def test_panels_after_something_was_drawn_begin_a_new_figure(self):
        plot.line([1])
        plot.panels(2)
        plot.line([2])
        self.assertEqual([len(figure["panels"]) for figure in plot._drawn()], [1, 2])

    def test_a_figure_without_anything_drawn_is_not_shown(self):
        plot.title("Nothing")
        plot.figure()
        self.assertEqual(plot._drawn(), [])

    def test_a_program_that_calls_show_draws_the_same(self):
        plot.line([1, 2])
        plot.show()
        plot.title("T")
        self.assertEqual(self.only_panel()["title"], "T")

    def test_numbers_from_generators_and_ranges_are_taken(self):
        plot.line(range(3), (number * 2 for number in range(3)))
        self.assertEqual(self.only_panel()["series"][0]["y"], [0, 2, 4])

    def test_what_cannot_be_drawn_is_refused_in_a_sentence(self):
        for words, draw, arguments in [
            ("come in pairs", plot.line, ([1, 2], [1])),
            ("is empty", plot.line, ([],)),
            ("Give a list", plot.line, (5,)),
            ("Give a list", plot.line, ("abc",)),
            ("ys[1] is 'a'", plot.line, ([1, "a"],)),
            ("ys[0] is True", plot.line, ([True],)),
            ("ys[0] is None", plot.line, ([None],)),
            ("ys[0] is nan", plot.line, ([float("nan")],)),
            ("ys[0] is inf", plot.line, ([10**400],)),
            ("more than 5000", plot.scatter, (range(5_001),)),
            ("2 names and 1 values", plot.bar, (["a", "b"], [1])),
            ("too many to read", plot.bar, (range(201), range(201))),
            ("bins is 0", plot.histogram, ([1], 0)),
            ("bins is 2.5", plot.histogram, ([1], 2.5)),
            ("too close together", plot.histogram, ([1e16, 1e16 + 2], 100)),
            ("too far apart", plot.histogram, ([-1.7e308, 1.7e308], 2)),
            ("title is 5", plot.title, (5,)),
            ("at most 200", plot.title, ("x" * 201,)),
            ("count is 13", plot.panels, (13,)),
            ("has the panels 1 to 1", plot.panel, (2,)),
        ]:
            with self.subTest(words):
                self.refused(words, draw, *arguments)
        self.assertEqual(plot._drawn(), [])

    def test_figures_points_and_series_have_limits(self):
        for _ in range(4):
            plot.line(range(5_000))
        self.refused("20000 points", plot.line, [1])
        plot.figure()
        for _ in range(20):
            plot.line([1])
        self.refused("at most 20", plot.line, [1])
        for _ in range(6):
            plot.figure()
            plot.line([1])
        self.refused("at most 8 figures", plot.figure)

    def test_a_value_that_cannot_be_shown_is_refused_all_the_same(self):
        class Silent:
            def __repr__(self):
                raise RuntimeError

        self.refused("that cannot be shown", plot.line, [Silent()])


if __name__ == "__main__":
    unittest.main()
