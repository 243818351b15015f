//! Numbers of the standard. One that is not known is kept as it came.

macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
            /// Another, as it came.
            Other(String),
        }

        impl $name {
            /// As it is written.
            #[must_use]
            pub fn code(&self) -> &str {
                match self {
                    $(Self::$variant => $code,)+
                    Self::Other(code) => code,
                }
            }

            /// As it is read.
            #[must_use]
            pub fn read(code: &str) -> Self {
                match code.trim() {
                    $($code => Self::$variant,)+
                    other => Self::Other(other.to_owned()),
                }
            }
        }
    };
}

codes! {
    /// How much a document presses (`Priority`).
    Priority {
        /// Thường.
        Normal = "0",
        /// Khẩn.
        Urgent = "1",
        /// Thượng khẩn.
        VeryUrgent = "2",
        /// Hỏa tốc.
        Express = "3",
        /// Hỏa tốc hẹn giờ.
        ExpressTimed = "4",
    }
}

codes! {
    /// What a document is to its receiver (`SteeringType`).
    Steering {
        /// Neither.
        None = "1",
        /// Chỉ đạo.
        Directive = "2",
        /// Báo cáo.
        Report = "3",
    }
}

codes! {
    /// What is done with a document (`BussinessDocType`, so spelt).
    Business {
        /// Mới.
        New = "0",
        /// Thu hồi.
        Withdrawal = "1",
        /// Cập nhật.
        Update = "2",
        /// Thay thế.
        Replacement = "3",
    }
}

codes! {
    /// What an update does to a receiver (`ReceiverType`).
    ReceiverKind {
        /// Taken off the list.
        Removed = "0",
        /// Put on the list.
        Added = "1",
    }
}

codes! {
    /// What has become of a document (`StatusCode`).
    StatusCode {
        /// Đã đến.
        Arrived = "01",
        /// Từ chối tiếp nhận.
        Refused = "02",
        /// Đã tiếp nhận.
        Received = "03",
        /// Chờ phân công.
        Assigning = "04",
        /// Đang xử lý.
        Processing = "05",
        /// Hoàn thành.
        Done = "06",
        /// Thu hồi.
        Withdrawn = "13",
        /// Đồng ý thu hồi hoặc cập nhật.
        ChangeAgreed = "15",
        /// Từ chối thu hồi hoặc cập nhật.
        ChangeRefused = "16",
    }
}

impl StatusCode {
    /// Whether the receiver has taken the document in hand: what "read" means here.
    #[must_use]
    pub fn is_received(&self) -> bool {
        matches!(
            self,
            Self::Received | Self::Assigning | Self::Processing | Self::Done
        )
    }
}
