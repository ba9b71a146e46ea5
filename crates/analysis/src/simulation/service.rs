use super::random::Random;
use crate::model::{Node, ServiceShape};

/// How long a component works on a request, in nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Service {
    /// It adds no work of its own.
    None,
    Constant(f64),
    /// By its mean.
    Exponential(f64),
    Gamma {
        shape: f64,
        scale: f64,
    },
    /// The logarithm of the time is normal.
    LogNormal {
        mean: f64,
        deviation: f64,
    },
}

impl Service {
    /// As the instant engine has it.
    pub(crate) fn of(node: &Node) -> Self {
        let mean = node.warm_millis * 1e6;
        if mean <= 0.0 {
            return Self::None;
        }
        let square = node.warm_variation * node.warm_variation;
        match node.service_shape {
            ServiceShape::Constant => Self::Constant(mean),
            ServiceShape::LogNormal => {
                let variance = libm::log1p(square);
                Self::LogNormal { mean: libm::log(mean) - variance / 2.0, deviation: libm::sqrt(variance) }
            }
            ServiceShape::Exponential => Self::Exponential(mean),
            ServiceShape::Gamma => Self::Gamma { shape: 1.0 / square, scale: mean * square },
        }
    }

    #[inline]
    pub(crate) fn draw(self, random: &mut Random) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Constant(nanos) => nanos,
            Self::Exponential(mean) => mean * random.exponential(),
            Self::Gamma { shape, scale } => scale * random.gamma(shape),
            Self::LogNormal { mean, deviation } => libm::exp(mean + deviation * random.normal()),
        }
    }
}

#[cfg(test)]
mod tests {
    use diagram::{Catalogue, Distribution};

    use super::*;
    use crate::model::Model;
    use crate::sketch::Sketch;

    #[test]
    fn s3_times_of_service_have_the_mean_and_the_variation_that_are_stated() {
        for (distribution, variation) in [
            (Distribution::Constant, 0.0),
            (Distribution::Exponential, 1.0),
            (Distribution::Gamma, 0.5),
            (Distribution::Gamma, 1.5),
            (Distribution::LogNormal, 0.8),
            (Distribution::LogNormal, 1.0),
        ] {
            let sketch = Sketch::of(&["service"]).serves_as("service", 4.0, distribution, 1);
            let sketch = sketch.change("service", |service| {
                service.service_time.as_mut().unwrap().coefficient_of_variation = variation;
            });
            let model = Model::new(&sketch.diagram, Catalogue::builtin());
            let service = Service::of(&model.nodes[0]);
            let mut random = Random::new(3, 9);
            let draws = (0..200_000).map(|_| service.draw(&mut random) / 1e6);
            let (sum, squares) = draws.fold((0.0, 0.0), |sums, time| (sums.0 + time, sums.1 + time * time));
            let mean = sum / 200_000.0;
            let found = (squares / 200_000.0 - mean * mean).max(0.0).sqrt() / mean;
            assert!((mean - 4.0).abs() < 0.05, "{distribution:?} {mean}");
            assert!((found - variation).abs() < 0.04, "{distribution:?} {found} instead of {variation}");
        }
    }
}
