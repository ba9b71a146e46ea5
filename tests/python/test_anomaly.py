"""The detectors by their definitions, and what they say to data that they cannot take."""

import math
import unittest

import paths  # noqa: F401
import anomaly
from anomaly.chi_square import consistency_factor, upper_quantile
from anomaly.forest import mean_cuts

DETECTORS = [anomaly.IsolationForest, anomaly.LocalOutlierFactor, anomaly.OneClass, anomaly.EllipticEnvelope]
# Two tight rings of rows and one far away.
ROWS = [[math.cos(angle / 3), math.sin(angle / 2)] for angle in range(40)] + [[9.0, 9.0]]


class DetectorsTest(unittest.TestCase):
    def test_each_finds_the_row_that_stands_alone(self):
        for kind in DETECTORS:
            with self.subTest(kind.__name__):
                detector = kind(contamination=1 / 41)
                labels = detector.fit_predict(ROWS)
                self.assertEqual((labels[-1], labels.count(-1)), (-1, 1))
                self.assertEqual(min(detector.scores), detector.scores[-1])
                self.assertEqual(detector.predict([[8.0, 8.5]]), [-1])

    def test_decision_is_the_score_less_the_threshold(self):
        for kind in DETECTORS:
            with self.subTest(kind.__name__):
                detector = kind(contamination=0.1).fit(ROWS)
                scores, decisions = detector.score_samples(ROWS), detector.decision(ROWS)
                for score, decision in zip(scores, decisions):
                    self.assertAlmostEqual(score - detector.threshold, decision)
                self.assertEqual(detector.predict(ROWS), [-1 if decision < 0 else 1 for decision in decisions])

    def test_the_same_seed_gives_the_same_scores(self):
        for kind in (anomaly.IsolationForest, anomaly.EllipticEnvelope):
            first, second = kind(seed=3).fit(ROWS).scores, kind(seed=3).fit(ROWS).scores
            self.assertEqual(first, second)
        self.assertNotEqual(anomaly.IsolationForest(seed=3).fit(ROWS).scores, anomaly.IsolationForest(seed=4).fit(ROWS).scores)

    def test_what_cannot_be_taken_is_refused_in_a_sentence(self):
        for words, act in [
            ("fit(rows) first", lambda: anomaly.OneClass().predict([[1, 2]])),
            ("at least 2 are needed", lambda: anomaly.IsolationForest().fit([[1]])),
            ("at least 6 are needed", lambda: anomaly.EllipticEnvelope().fit([[1, 2]] * 5)),
            ("All rows are of one length", lambda: anomaly.OneClass().fit([[1, 2], [3]])),
            ("1 to 50 were expected", lambda: anomaly.OneClass().fit([[], []])),
            ("All rows", lambda: anomaly.OneClass().fit(ROWS).predict([[1, 2, 3]])),
            ("'a'", lambda: anomaly.OneClass().fit([["a"], [1]])),
            ("nan", lambda: anomaly.OneClass().fit([[float("nan")], [1]])),
            ("no list", lambda: anomaly.OneClass().fit("rows")),
            ("more than 5000", lambda: anomaly.IsolationForest().fit([[1]] * 5_001)),
            ("1500 at most", lambda: anomaly.OneClass().fit([[1]] * 1_501)),
            ("contamination is 0.6", lambda: anomaly.IsolationForest(contamination=0.6)),
            ("trees is 0", lambda: anomaly.IsolationForest(trees=0)),
            ("gamma is -1", lambda: anomaly.OneClass(gamma=-1)),
            ("nu is 0", lambda: anomaly.OneClass(nu=0)),
            ("hardly varies", lambda: anomaly.EllipticEnvelope().fit([[number, 2 * number] for number in range(20)])),
            ("There are: latency, sensors, transactions", lambda: anomaly.load("weather")),
            ("One of each", lambda: anomaly.precision([1], [])),
            ("Labels are 1", lambda: anomaly.recall([1], [0])),
        ]:
            with self.subTest(words):
                with self.assertRaises(anomaly.AnomalyError) as caught:
                    act()
                self.assertIn(words.lower(), str(caught.exception).lower())

    def test_rows_that_are_all_the_same_are_all_usual(self):
        for kind in (anomaly.IsolationForest, anomaly.LocalOutlierFactor, anomaly.OneClass):
            with self.subTest(kind.__name__):
                detector = kind(contamination=0.1)
                self.assertEqual(detector.fit_predict([[5, 5]] * 30), [1] * 30)

    def test_a_list_of_numbers_is_a_table_of_one_column(self):
        numbers = [number / 10 for number in range(30)] + [100]
        self.assertEqual(anomaly.LocalOutlierFactor(5, 1 / 31).fit_predict(numbers)[-1], -1)


class DefinitionsTest(unittest.TestCase):
    def test_mean_cuts_has_its_closed_form(self):
        # c(256) = 2 (ln 255 + 0.5772156649) - 2 * 255 / 256
        self.assertAlmostEqual(mean_cuts(256), 2 * (math.log(255) + 0.5772156649015329) - 510 / 256)
        self.assertEqual([mean_cuts(count) for count in (0, 1, 2)], [0.0, 0.0, 1.0])

    def test_chi_square_has_its_closed_form_for_two_degrees(self):
        # P(X > x) = exp(-x / 2), so x = -2 ln(share).
        for share in (0.9, 0.5, 0.025, 0.001):
            self.assertAlmostEqual(upper_quantile(2, share), -2 * math.log(share), places=9)
        # Inner half of two dimensions: q = 2 ln 2, and P(X of 4 degrees < q) = 1 - (1 + q / 2) exp(-q / 2).
        self.assertAlmostEqual(consistency_factor(2, 0.5), 0.5 / (1 - (1 + math.log(2)) / 2))
        self.assertEqual(consistency_factor(3, 1.0), 1.0)

    def test_the_weights_of_a_one_class_machine_sum_to_nu_times_the_rows(self):
        machine = anomaly.OneClass(nu=0.2).fit(ROWS)
        weights = [weight for weight, _ in machine._support]
        self.assertAlmostEqual(sum(weights), 0.2 * len(ROWS))
        self.assertTrue(all(0 < weight <= 1 for weight in weights))

    def test_the_outlier_factor_of_an_even_line_is_that_of_its_definition(self):
        # With one neighbour on 0, 1, 2, 4: the reach of 4 is 2, those of the others 1, so its factor is (1 / 1) / (1 / 2).
        self.assertAlmostEqual(anomaly.LocalOutlierFactor(1, 0.25).fit([0, 1, 2, 4]).scores[-1], -2.0)

    def test_standardise_gives_mean_nothing_and_deviation_one(self):
        for column in list(zip(*anomaly.standardise([[1, 5], [2, 5], [6, 5]])))[:1]:
            self.assertAlmostEqual(sum(column), 0.0)
            self.assertAlmostEqual(sum(number**2 for number in column) / 3, 1.0)
        self.assertEqual(anomaly.standardise([[5], [5]]), [[0.0], [0.0]])

    def test_measures_count_anomalies_as_the_positives(self):
        truth, labels = [-1, -1, -1, 1, 1], [-1, -1, 1, -1, 1]
        self.assertEqual(
            anomaly.confusion(truth, labels),
            {"true_positives": 2, "false_positives": 1, "true_negatives": 1, "false_negatives": 1},
        )
        self.assertAlmostEqual(anomaly.precision(truth, labels), 2 / 3)
        self.assertAlmostEqual(anomaly.recall(truth, labels), 2 / 3)
        self.assertAlmostEqual(anomaly.f1(truth, labels), 2 / 3)
        self.assertEqual((anomaly.precision([1], [1]), anomaly.recall([1], [1]), anomaly.f1([1], [1])), (0.0, 0.0, 0.0))


class DataSetsTest(unittest.TestCase):
    def test_each_is_as_large_as_it_says_and_always_the_same(self):
        for name, count, share, columns in [("transactions", 400, 0.05, 4), ("latency", 500, 0.04, 2), ("sensors", 300, 0.06, 3)]:
            with self.subTest(name):
                data, again = anomaly.load(name), anomaly.load(name)
                self.assertEqual((data.rows, data.labels), (again.rows, again.labels))
                self.assertEqual((len(data.rows), len(data.labels), len(data.columns)), (count, count, columns))
                self.assertEqual(data.labels.count(-1), round(share * count))
                self.assertTrue(all(len(row) == columns for row in data.rows))

    def test_the_first_rows_are_those_that_lessons_speak_of(self):
        first = {name: anomaly.load(name).rows[0] for name in anomaly.datasets()}
        self.assertEqual(first, FIRST_ROWS)


FIRST_ROWS = {"latency": [154.37, 45.269], "sensors": [66.016, 2.3666, 100.178], "transactions": [51.85, 14.41, 5.5, 0.0]}

if __name__ == "__main__":
    unittest.main()
