//! A learner's history of any length, the same every time: quizzes most days, a tutorial step now and then, designs.

use journal::{
    Answered, Body, DesignSaved, DeviceId, Event, Moment, QuestionShown, QuizFinished, QuizMode, QuizStarted,
    Response, TutorialStepAttempted, TutorialStepCompleted,
};

/// 2024-01-01T12:00:00Z.
const START_MILLIS: i64 = 1_704_110_400_000;
const DAY_MILLIS: i64 = 86_400_000;
const QUESTIONS: u32 = 12;

struct Writer {
    events: Vec<Event>,
    now_millis: i64,
    seed: u64,
}

/// At least `count` events of one device.
pub fn history(count: usize) -> Vec<Event> {
    let mut writer = Writer { events: Vec::with_capacity(count), now_millis: START_MILLIS, seed: 1 };
    let mut session = 0;
    while writer.events.len() < count {
        writer.session(session);
        session += 1;
    }
    writer.events.truncate(count);
    writer.events
}

impl Writer {
    /// In `0..below`: the upper bits of a linear congruential generator (Knuth's MMIX).
    fn any(&mut self, below: u64) -> u64 {
        self.seed = self.seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % below
    }

    fn write(&mut self, body: &Body) {
        self.now_millis += 20_000;
        let at = Moment::new(self.now_millis, 330, "Asia/Kolkata").unwrap();
        let tip = self.events.last().map(Event::tip);
        let device = DeviceId::new("9f86d081884c7d65");
        self.events.push(Event::next(tip.as_ref(), device, at, body).unwrap());
    }

    fn session(&mut self, number: u64) {
        self.write(&Body::SessionStarted {});
        self.quiz(number);
        if number.is_multiple_of(4) {
            self.step(number / 4);
        }
        if number.is_multiple_of(6) {
            self.design(number / 6);
        }
        self.write(&Body::SessionEnded {});
        if number % 3 == 2 {
            self.now_millis += DAY_MILLIS * (1 + self.any(20) as i64 / 12);
            self.now_millis -= self.now_millis.rem_euclid(DAY_MILLIS) - DAY_MILLIS / 2;
        }
    }

    fn quiz(&mut self, number: u64) {
        let attempt = format!("{:08x}{number:08x}", self.any(1 << 31));
        self.write(&Body::QuizStarted(QuizStarted {
            attempt: attempt.clone(),
            subject: "system-design".into(),
            mode: QuizMode::Adaptive,
            topics: vec!["caching".into()],
            length: QUESTIONS,
            seed: number,
            prior_mean: 0.0,
            prior_sd: 1.0,
            pool: Vec::new(),
            recently_seen: Vec::new(),
            limit_millis: None,
            sections: Vec::new(),
            until_standard_error: None,
            until_information: None,
            until_decided: None,
        }));
        (0..QUESTIONS).for_each(|position| self.question(&attempt, position));
        let (ability, score) = (self.any(400) as f64 / 100.0 - 2.0, self.any(101) as f64 / 100.0);
        self.write(&Body::QuizFinished(QuizFinished {
            attempt,
            ability,
            standard_error: 0.31,
            answered: QUESTIONS,
            score,
        }));
    }

    fn question(&mut self, attempt: &str, position: u32) {
        // No question twice in one attempt.
        let number =
            u64::from(position) * (500 / u64::from(QUESTIONS)) + self.any(500 / u64::from(QUESTIONS));
        let item = format!("caching-eviction-{number:03}");
        let parameters = [1.2, number as f64 / 100.0 - 2.5, 0.25, 1.0];
        let shown = QuestionShown { attempt: attempt.into(), item: item.clone(), position, parameters };
        self.write(&Body::QuestionShown(shown));
        let hints = u8::from(self.any(5) == 0);
        if hints > 0 {
            self.write(&Body::HintOpened { attempt: attempt.into(), item: item.clone(), level: 1 });
        }
        let correctness = [0.0, 0.5, 1.0, 1.0][self.any(4) as usize];
        let response = Response::Chosen(vec![self.any(4) as usize]);
        let elapsed_millis = 12_000 + self.any(60_000);
        let confidence = Some(1 + self.any(3) as u8);
        self.write(&Body::Answered(Answered {
            attempt: attempt.into(),
            subject: "system-design".into(),
            item: item.clone(),
            topic: format!("topic-{}", number % 12),
            skill: format!("skill-{}", number % 40),
            response,
            correctness,
            credit: correctness * (1.0 - 0.2 * f64::from(hints)),
            elapsed_millis,
            expected_millis: 45_000,
            hints,
            confidence,
            parameters,
        }));
        if correctness < 1.0 {
            self.write(&Body::ExplanationViewed { attempt: attempt.into(), item });
        }
    }

    fn step(&mut self, number: u64) {
        let (tutorial, step) = (format!("tutorial-{}", number / 6), format!("step-{}", number % 6));
        self.write(&Body::TutorialStepStarted { tutorial: tutorial.clone(), step: step.clone() });
        let score = self.any(101) as f64;
        let attempted = TutorialStepAttempted {
            tutorial: tutorial.clone(),
            step: step.clone(),
            passed: score > 50.0,
            score,
        };
        self.write(&Body::TutorialStepAttempted(attempted));
        self.write(&Body::TutorialStepCompleted(TutorialStepCompleted {
            tutorial,
            step,
            score,
            minutes: 7.5,
            attempts: 1,
            hints: 0,
            skills: vec!["skill-1".into(), "skill-2".into()],
            finishes_tutorial: number % 6 == 5,
        }));
    }

    fn design(&mut self, number: u64) {
        self.write(&Body::DesignSaved(DesignSaved {
            design: format!("design-{number}"),
            components: 10,
            connections: 12,
            scalability_score: 61.5,
            availability: 0.999,
            max_requests_per_second: Some(12_500.0),
        }));
    }
}
