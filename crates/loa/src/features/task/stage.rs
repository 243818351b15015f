//! States grouped for people: columns of the board, values of the filter, lines of a report.

use schedule::State;

db::text_enum! {
    /// A group of states; the worst first.
    pub enum Stage {
        /// Quá hạn.
        Late = "late",
        /// Có nguy cơ trễ.
        AtRisk = "at-risk",
        /// Đang trong thời gian thực hiện.
        Due = "due",
        /// Thường xuyên, lâu chưa có hoạt động.
        Quiet = "quiet",
        /// Thường xuyên, đang có hoạt động.
        Healthy = "healthy",
        /// Sắp đến thời gian thực hiện.
        Coming = "coming",
        /// Chưa đến thời gian thực hiện.
        NotYet = "not-yet",
        /// Chờ sự kiện.
        Asleep = "asleep",
        /// Chưa xác định thời gian.
        Unscheduled = "unscheduled",
        /// Hoàn thành.
        Done = "done",
        /// Kết thúc.
        Ended = "ended",
    }
}

impl Stage {
    /// The group of a state.
    #[must_use]
    pub fn of(state: State) -> Self {
        match state {
            State::NotYet { .. } => Self::NotYet,
            State::Coming { .. } => Self::Coming,
            State::Due { .. } => Self::Due,
            State::AtRisk { .. } => Self::AtRisk,
            State::Late { .. } => Self::Late,
            State::Healthy => Self::Healthy,
            State::Quiet { .. } => Self::Quiet,
            State::Asleep => Self::Asleep,
            State::Done { .. } => Self::Done,
            State::Ended => Self::Ended,
            State::Unscheduled => Self::Unscheduled,
        }
    }

    /// The colour that goes with it; never the only sign.
    #[must_use]
    pub fn tone(self) -> ui::Tone {
        match self {
            Self::Late => ui::Tone::Bad,
            Self::AtRisk | Self::Quiet | Self::Unscheduled => ui::Tone::Warn,
            Self::Done | Self::Healthy => ui::Tone::Good,
            Self::Due | Self::Coming => ui::Tone::Info,
            Self::NotYet | Self::Asleep | Self::Ended => ui::Tone::Neutral,
        }
    }

    /// Word key of its name.
    #[must_use]
    pub fn key(self) -> String {
        format!("task-stage-{}", self.word())
    }
}
