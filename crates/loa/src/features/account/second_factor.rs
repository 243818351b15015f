//! The second factor: codes of an app on the phone (TOTP, RFC 6238), and recovery codes for a lost phone.
//!
//! - The secret is stored sealed; recovery codes are stored as hashes and used once.
//! - A step of the clock is accepted once, so that a code seen over the shoulder is worth nothing.
//! - Wrong codes count as failed tries of the account.

use std::net::IpAddr;

use db::Instant;
use sea_orm::{ConnectionTrait, DbErr};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use totp_rs::{Builder, Secret, Totp};

use super::model::{Account, AccountId, SignInError};
use super::tries::Try;
use super::{session, store};
use crate::boot::App;
use crate::features::audit::{self, Subject};

/// How many recovery codes are made at a time.
const CODES: usize = 10;
/// Time between password and code.
const PENDING: jiff::SignedDuration = jiff::SignedDuration::from_mins(5);
/// No letters that look like digits.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A second factor that is being set up: nothing is stored before a code of it was typed.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The secret, sealed: it travels in the form until the code proves that the phone has it.
    pub sealed: String,
    /// The secret for those who type it, in groups of four.
    pub secret: String,
    /// The same for the phone's camera: `otpauth://…`.
    pub url: String,
}

fn totp(secret: &[u8], email: &str) -> anyhow::Result<Totp> {
    // A colon would split the label.
    let name = email.replace(':', "");
    Ok(Builder::new()
        .with_secret(Secret::new(secret.into()))
        .with_issuer(Some("Loa"))
        .with_account_name(name)
        .build()?)
}

fn enrolment_context(account: AccountId) -> String {
    format!("totp-enrolment:{account}")
}

fn secret_context(account: AccountId) -> String {
    format!("totp:{account}")
}

/// Begins with a new secret, or goes on with the one that the form brought back.
///
/// # Errors
/// When sealing fails; what was sealed by somebody else is replaced by a new secret.
pub fn enrol(app: &App, account: &Account, sealed: Option<&str>) -> anyhow::Result<Enrolment> {
    let context = enrolment_context(account.id);
    let (sealed, secret) =
        match sealed.and_then(|sealed| Some((sealed, app.sealing().open(&context, sealed).ok()?))) {
            Some((sealed, secret)) => (sealed.to_owned(), secret),
            None => {
                let secret = rand::random::<[u8; 20]>().to_vec();
                (app.sealing().seal(&context, &secret)?, secret)
            }
        };
    let totp = totp(&secret, &account.email)?;
    let letters = Secret::new(secret.into()).to_base32();
    let groups: Vec<String> = letters
        .as_bytes()
        .chunks(4)
        .map(|group| String::from_utf8_lossy(group).into_owned())
        .collect();
    Ok(Enrolment {
        sealed,
        secret: groups.join(" "),
        url: totp.to_url()?,
    })
}

/// Switches the second factor on when the code fits the enrolled secret; the recovery codes, to be shown once.
/// None when the code does not fit.
///
/// # Errors
/// When the database fails.
pub async fn confirm_enrolment(
    app: &App,
    account: &Account,
    actor: audit::By<'_>,
    sealed: &str,
    code: &str,
) -> anyhow::Result<Option<Vec<String>>> {
    let now = app.clock().now();
    let Ok(secret) = app.sealing().open(&enrolment_context(account.id), sealed) else {
        return Ok(None);
    };
    let Some(step) = step_of(&secret, account, code, now)? else {
        return Ok(None);
    };
    let stored = app.sealing().seal(&secret_context(account.id), &secret)?;
    let codes = new_codes();
    let tx = app.db().begin().await?;
    store::set_totp(&tx, account.id, Some(&stored), Some(step)).await?;
    store::replace_codes(&tx, account.id, hashes(&codes)).await?;
    note(&tx, account, actor, "account-second-factor-on", now).await?;
    tx.commit().await?;
    Ok(Some(codes))
}

/// New recovery codes in place of the old ones, to be shown once.
///
/// # Errors
/// When the database fails.
pub async fn renew_codes(app: &App, account: &Account, actor: audit::By<'_>) -> anyhow::Result<Vec<String>> {
    let now = app.clock().now();
    let codes = new_codes();
    let tx = app.db().begin().await?;
    store::replace_codes(&tx, account.id, hashes(&codes)).await?;
    note(&tx, account, actor, "account-recovery-codes-made", now).await?;
    tx.commit().await?;
    Ok(codes)
}

/// Switches the second factor off: by its owner (`account-second-factor-off`), or by an administrator or operator
/// for somebody who lost the phone (`account-second-factor-reset`).
///
/// # Errors
/// When the database fails.
pub async fn drop_second_factor(
    tx: &impl ConnectionTrait,
    account: &Account,
    actor: audit::By<'_>,
    action: &'static str,
    now: Instant,
) -> Result<(), DbErr> {
    store::set_totp(tx, account.id, None, None).await?;
    store::replace_codes(tx, account.id, Vec::new()).await?;
    note(tx, account, actor, action, now).await
}

/// How many recovery codes are left.
///
/// # Errors
/// When the database fails.
pub async fn codes_left(db: &impl ConnectionTrait, account: AccountId) -> Result<u64, DbErr> {
    store::codes_left(db, account).await
}

async fn note(
    tx: &impl ConnectionTrait,
    account: &Account,
    actor: audit::By<'_>,
    action: &'static str,
    now: Instant,
) -> Result<(), DbErr> {
    let subject = Subject::new("account", account.id.0);
    audit::record(
        tx,
        account.agency,
        actor,
        action,
        subject,
        serde_json::json!({}),
        now,
    )
    .await
}

/// Checks a code of the phone or a recovery code: the second step of signing in.
///
/// # Errors
/// [`SignInError`] with the reason.
pub async fn check_code(
    app: &App,
    account: &Account,
    code: &str,
    from: Option<IpAddr>,
) -> Result<(), SignInError> {
    let (db, now) = (app.db(), app.clock().now());
    let from = from.map(web::network);
    if from.is_some_and(|from| !app.sign_in_failures().allows(&from, now.micros())) {
        return Err(SignInError::TooMany);
    }
    let attempt = Try::begin(db, account, now).await?;
    if accepts(app, account, code, now).await? {
        attempt.succeeded(db).await?;
        return Ok(());
    }
    attempt.failed(db, now).await?;
    if let Some(from) = from {
        app.sign_in_failures().failed(from, now.micros());
    }
    Err(SignInError::Wrong)
}

async fn accepts(app: &App, account: &Account, code: &str, now: Instant) -> anyhow::Result<bool> {
    let digits: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_short = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_short {
        let tx = app.db().begin().await?;
        let used = store::use_code(&tx, account.id, &code_hash(code), now).await?;
        if used {
            note(&tx, account, None, "account-recovery-code-used", now).await?;
            tx.commit().await?;
        }
        return Ok(used);
    }
    let Some(sealed) = store::totp_of(app.db().read(), account.id).await? else {
        return Ok(false);
    };
    let secret = app.sealing().open(&secret_context(account.id), &sealed)?;
    let Some(step) = step_of(&secret, account, &digits, now)? else {
        return Ok(false);
    };
    let tx = app.db().begin().await?;
    let taken = store::accept_step(&tx, account.id, step).await?;
    tx.commit().await?;
    Ok(taken)
}

/// The step of the clock that a code belongs to, one before and after allowed for clocks that differ.
fn step_of(secret: &[u8], account: &Account, code: &str, now: Instant) -> anyhow::Result<Option<i64>> {
    let digits: String = code.chars().filter(char::is_ascii_digit).collect();
    if digits.len() != 6 {
        return Ok(None);
    }
    let seconds = u64::try_from(now.timestamp().as_second()).unwrap_or_default();
    let step = totp(secret, &account.email)?.check(&digits, seconds);
    Ok(step.and_then(|step| i64::try_from(step).ok()))
}

/// Ten codes of 80 bits: too many to be guessed even from their hashes.
fn new_codes() -> Vec<String> {
    (0..CODES)
        .map(|_| {
            let letters: Vec<char> = rand::random::<[u8; 16]>()
                .iter()
                .map(|byte| char::from(ALPHABET.get(usize::from(byte % 32)).copied().unwrap_or(b'a')))
                .collect();
            let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
            groups.join("-")
        })
        .collect()
}

fn hashes(codes: &[String]) -> Vec<String> {
    codes.iter().map(|code| code_hash(code)).collect()
}

fn code_hash(code: &str) -> String {
    let letters: String = code
        .to_lowercase()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| match c {
            'o' => '0',
            'i' | 'l' => '1',
            other => other,
        })
        .collect();
    hex::encode(Sha256::digest(letters.as_bytes()))
}

/// What the browser holds between the two steps, sealed. It dies with the password that opened it.
#[derive(Debug, Serialize, Deserialize)]
struct Pending {
    account: AccountId,
    until: Instant,
    stamp: String,
}

const PENDING_CONTEXT: &str = "sign-in-pending";

fn stamp(account: &Account) -> String {
    let password = account.password_hash.as_deref().unwrap_or_default();
    let hash = hex::encode(Sha256::digest(password.as_bytes()));
    hash.chars().take(16).collect()
}

/// A token for the time between password and code.
///
/// # Errors
/// When sealing fails.
pub fn pending_token(app: &App, account: &Account) -> anyhow::Result<String> {
    let pending = Pending {
        account: account.id,
        until: session::after(app.clock().now(), PENDING),
        stamp: stamp(account),
    };
    Ok(app
        .sealing()
        .seal(PENDING_CONTEXT, &serde_json::to_vec(&pending)?)?)
}

/// Who gave the right password a moment ago.
///
/// # Errors
/// When the database fails.
pub async fn pending_account(app: &App, token: &str) -> anyhow::Result<Option<Account>> {
    let Ok(plain) = app.sealing().open(PENDING_CONTEXT, token) else {
        return Ok(None);
    };
    let pending: Pending = serde_json::from_slice(&plain)?;
    if pending.until <= app.clock().now() {
        return Ok(None);
    }
    let account = store::by_id(app.db().read(), pending.account).await?;
    Ok(account.filter(|account| !account.disabled && account.has_totp && stamp(account) == pending.stamp))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recovery_code_is_read_however_it_was_copied() {
        let codes = new_codes();
        assert_eq!(codes.len(), 10);
        let code = &codes[0];
        assert_eq!(code.len(), 19, "{code}");
        assert_eq!(code_hash(code), code_hash(&code.to_uppercase().replace('-', " ")));
        assert_ne!(code_hash(code), code_hash(&codes[1]));
    }
}
