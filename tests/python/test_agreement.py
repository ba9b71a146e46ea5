"""The detectors held against scikit-learn's on every shipped data set, as it is and standardised."""

import unittest
import warnings

import paths  # noqa: F401
import anomaly
import numpy
from scipy.stats import spearmanr
from sklearn.covariance import EllipticEnvelope
from sklearn.ensemble import IsolationForest
from sklearn.neighbors import LocalOutlierFactor
from sklearn.svm import OneClassSVM


def cases():
    """Name, rows and the share of anomalies."""
    for name in anomaly.datasets():
        data = anomaly.load(name)
        share = data.labels.count(-1) / len(data.labels)
        yield name, data.rows, share
        yield name + ", standardised", anomaly.standardise(data.rows), share


def spread(rows):
    """Rows that no detector has seen: the even ones moved a little."""
    return [[number * 1.01 + 0.001 for number in row] for row in rows[::7]]


class AgreementTest(unittest.TestCase):
    def agreement(self, ours, theirs):
        return sum(one == other for one, other in zip(ours, theirs)) / len(ours)

    def test_isolation_forests_rank_alike(self):
        for name, rows, share in cases():
            with self.subTest(name):
                ours = anomaly.IsolationForest(trees=200, contamination=share, seed=1)
                theirs = IsolationForest(n_estimators=200, contamination=share, random_state=1)
                labels = ours.fit_predict(rows)
                table = numpy.array(rows)
                agreed = self.agreement(labels, theirs.fit_predict(table))
                correlation = spearmanr(ours.scores, theirs.score_samples(table))[0]
                print(f"isolation forest, {name}: rank correlation {correlation:.3f}, labels {agreed:.1%}")
                self.assertGreater(correlation, 0.9)
                self.assertGreater(agreed, 0.97)
                self.assertLess(numpy.abs(numpy.array(ours.scores) - theirs.score_samples(table)).max(), 0.08)

    def test_local_outlier_factors_are_the_same_to_a_millionth(self):
        for name, rows, share in cases():
            for neighbours in (5, 20):
                with self.subTest(name, neighbours=neighbours):
                    ours = anomaly.LocalOutlierFactor(neighbours, share)
                    theirs = LocalOutlierFactor(n_neighbors=neighbours, contamination=share)
                    labels = ours.fit_predict(rows)
                    self.assertEqual(labels, list(theirs.fit_predict(numpy.array(rows))))
                    numpy.testing.assert_allclose(ours.scores, theirs.negative_outlier_factor_, rtol=1e-6)
                    theirs = LocalOutlierFactor(n_neighbors=neighbours, contamination=share, novelty=True).fit(numpy.array(rows))
                    new = spread(rows)
                    numpy.testing.assert_allclose(ours.score_samples(new), theirs.score_samples(numpy.array(new)), rtol=1e-6)
                    self.assertEqual(ours.predict(new), list(theirs.predict(numpy.array(new))))

    def test_one_class_machines_agree_to_the_tolerance_of_their_solvers(self):
        for name, rows, share in cases():
            with self.subTest(name):
                ours, theirs = anomaly.OneClass(nu=share), OneClassSVM(nu=share, tol=1e-6)
                ours.fit(rows)
                theirs.fit(numpy.array(rows))
                decisions, others = numpy.array(ours.decision(rows)), theirs.decision_function(numpy.array(rows))
                apart = numpy.abs(decisions - others).max() / abs(theirs.offset_[0])
                sure = numpy.abs(others) > 2e-3 * abs(theirs.offset_[0])
                print(f"one class, {name}: decisions {apart:.1e} of rho apart")
                self.assertLess(apart, 2e-3)
                # Rows that support the boundary lie right on it, on either side by chance.
                self.assertTrue(((decisions < 0) == (others < 0))[sure].all())

    def test_elliptic_envelopes_are_as_dense_and_label_alike(self):
        for name, rows, share in cases():
            with self.subTest(name):
                ours = anomaly.EllipticEnvelope(share, seed=0)
                labels = ours.fit_predict(rows)
                table = numpy.array(rows)
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    theirs = EllipticEnvelope(contamination=share, random_state=0)
                    agreed = self.agreement(labels, theirs.fit_predict(table))
                correlation = spearmanr(ours.scores, theirs.score_samples(table))[0]
                print(f"elliptic, {name}: rank correlation {correlation:.4f}, labels {agreed:.1%}")
                self.assertGreater(agreed, 0.98)
                self.assertGreater(correlation, 0.99)


if __name__ == "__main__":
    unittest.main()
