//! Values stored in one shape on both databases.

use std::fmt;
use std::str::FromStr;

use sea_orm::sea_query::ColumnType;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A new id: UUIDv7, so that rows made later sort later.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "the one place that makes ids")]
pub fn new_id() -> Uuid {
    Uuid::now_v7()
}

/// A civil date as `YYYY-MM-DD` text: it sorts as text and no driver can shift it by a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CivilDate(pub jiff::civil::Date);

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for CivilDate {
    type Err = jiff::Error;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

impl From<jiff::civil::Date> for CivilDate {
    fn from(date: jiff::civil::Date) -> Self {
        Self(date)
    }
}

/// An instant as microseconds since 1970 UTC, which both databases keep exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(jiff::Timestamp);

impl Instant {
    /// The instant, as jiff has it.
    #[must_use]
    pub fn timestamp(self) -> jiff::Timestamp {
        self.0
    }

    /// Microseconds since 1970 UTC.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Cuts to microseconds.
impl From<jiff::Timestamp> for Instant {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(jiff::Timestamp::from_microsecond(timestamp.as_microsecond()).unwrap_or(timestamp))
    }
}

/// A serde value as JSON text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Json<T>(pub T);

/// Gives a type the database traits by way of a type that has them.
#[doc(hidden)]
#[macro_export]
macro_rules! stored_as {
    ([$($generics:tt)*] $type:ty, $inner:ty, $column:expr, $array:ident, $into:expr, $from:expr) => {
        impl<$($generics)*> From<$type> for $crate::sea_orm::Value {
            fn from(value: $type) -> Self {
                let into: fn($type) -> $inner = $into;
                into(value).into()
            }
        }

        impl<$($generics)*> $crate::sea_orm::TryGetable for $type {
            fn try_get_by<I: $crate::sea_orm::ColIdx>(
                row: &$crate::sea_orm::QueryResult,
                index: I,
            ) -> Result<Self, $crate::sea_orm::TryGetError> {
                let from: fn($inner) -> Option<$type> = $from;
                let inner = <$inner as $crate::sea_orm::TryGetable>::try_get_by(row, index)?;
                from(inner).ok_or_else(|| {
                    let reason = concat!("not a ", stringify!($type)).to_owned();
                    $crate::sea_orm::TryGetError::DbErr($crate::sea_orm::DbErr::Type(reason))
                })
            }
        }

        impl<$($generics)*> $crate::sea_orm::sea_query::ValueType for $type {
            fn try_from(
                value: $crate::sea_orm::Value,
            ) -> Result<Self, $crate::sea_orm::sea_query::ValueTypeErr> {
                let from: fn($inner) -> Option<$type> = $from;
                let inner = <$inner as $crate::sea_orm::sea_query::ValueType>::try_from(value)?;
                from(inner).ok_or($crate::sea_orm::sea_query::ValueTypeErr)
            }
            fn type_name() -> String {
                stringify!($type).to_owned()
            }
            fn array_type() -> $crate::sea_orm::sea_query::ArrayType {
                $crate::sea_orm::sea_query::ArrayType::$array
            }
            fn column_type() -> $crate::sea_orm::sea_query::ColumnType {
                $column
            }
        }

        impl<$($generics)*> $crate::sea_orm::sea_query::Nullable for $type {
            fn null() -> $crate::sea_orm::Value {
                <$inner as $crate::sea_orm::sea_query::Nullable>::null()
            }
        }

        impl<$($generics)*> $crate::sea_orm::IntoActiveValue<$type> for $type {
            fn into_active_value(self) -> $crate::sea_orm::ActiveValue<$type> {
                $crate::sea_orm::ActiveValue::Set(self)
            }
        }
    };
}

stored_as!([] CivilDate, String, ColumnType::Text, String, |v| v.0.to_string(), |s| s.parse().ok());
stored_as!([] Instant, i64, ColumnType::BigInteger, BigInt, |v| v.micros(), |n| {
    jiff::Timestamp::from_microsecond(n).ok().map(Instant)
});
stored_as!(
    [T: Serialize + DeserializeOwned] Json<T>, String, ColumnType::Text, String,
    |v| serde_json::to_string(&v.0).unwrap_or_else(|_| "null".to_owned()),
    |s| serde_json::from_str(&s).ok().map(Json)
);

/// A word that an enum of [`crate::text_enum`] does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown word")]
pub struct UnknownWord;

/// Declares a typed id over UUIDv7: `db::id!(/// A plan. pub PlanId);`
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $visibility:vis $name:ident) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::serde::Serialize, $crate::serde::Deserialize,
        )]
        #[serde(transparent, crate = "db::serde")]
        $visibility struct $name(pub $crate::uuid::Uuid);

        $crate::stored_as!(
            [] $name, $crate::uuid::Uuid, $crate::sea_orm::sea_query::ColumnType::Uuid, Uuid,
            |id| id.0, |uuid| Some($name(uuid))
        );

        /// Ids are made by us, never by the database.
        impl $crate::sea_orm::TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, $crate::sea_orm::DbErr> {
                Err($crate::sea_orm::DbErr::Type("an id is not a number".to_owned()))
            }
        }

        impl $name {
            /// A new one.
            #[must_use]
            #[allow(clippy::new_without_default, clippy::allow_attributes, reason = "an id is never a default")]
            $visibility fn new() -> Self {
                Self($crate::new_id())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

/// Declares an enum stored, serialised and shown in addresses as one short word each.
///
/// It gets `ALL`, `word()`, `Display`, `FromStr`, serde and the database traits.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $visibility:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            $crate::serde::Serialize, $crate::serde::Deserialize,
        )]
        #[serde(crate = "db::serde")]
        $visibility enum $name {
            $($(#[$variant_meta])* #[serde(rename = $word)] $variant),+
        }

        impl $name {
            /// All of them, in the order of declaration.
            $visibility const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word it is stored as.
            #[must_use]
            $visibility fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        $crate::stored_as!(
            [] $name, String, $crate::sea_orm::sea_query::ColumnType::Text, String,
            |word| word.word().to_owned(), |word| word.parse().ok()
        );

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.word())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::UnknownWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err($crate::UnknownWord),
                }
            }
        }
    };
}
