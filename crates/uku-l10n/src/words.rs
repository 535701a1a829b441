use std::sync::{Arc, LazyLock};

use chrono_tz::{Europe, Tz};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive, ToPrimitive};
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

use crate::{Language, Locale, Said, Value, amounts};

/// The clock by which instants are shown where no firm's is known.
const USUAL_ZONE: Tz = Europe::Tallinn;

/// Whole numbers up to this many are exact wherever Fluent computes with them.
const EXACT: Decimal = Decimal::from_parts(u32::MAX, 0x001F_FFFF, 0, false, 0);

#[derive(RustEmbed)]
#[folder = "locales/"]
struct Files;

type Bundle = FluentBundle<Arc<FluentResource>>;

/// All texts of the product, in every language.
pub struct Words {
    english: Bundle,
    estonian: Bundle,
}

impl Words {
    /// The texts that the program carries inside.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static WORDS: LazyLock<Words> =
            LazyLock::new(|| Words { english: bundle(Language::En), estonian: bundle(Language::Et) });
        &WORDS
    }

    /// What is said, in a language; instants by Estonia's clock. `Locale::say` is for those who know the firm's.
    #[must_use]
    pub fn say(&self, language: Language, said: &Said) -> String {
        self.say_in(Locale { language, zone: USUAL_ZONE }, said)
    }

    /// The text of a key that has no placeholders.
    #[must_use]
    pub fn text(&self, language: Language, key: &str) -> String {
        self.format(language, key, None)
    }

    /// Whether there is a text for a key, in that very language.
    #[must_use]
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.bundle(language).get_message(key).is_some_and(|message| message.value().is_some())
    }

    /// What is said, in a language and by a clock.
    pub(crate) fn say_in(&self, locale: Locale, said: &Said) -> String {
        let mut arguments = FluentArgs::with_capacity(said.arguments().len());
        for (name, value) in said.arguments() {
            arguments.set(*name, self.argument(locale, value));
        }
        self.format(locale.language, said.key(), Some(&arguments))
    }

    fn bundle(&self, language: Language) -> &Bundle {
        match language {
            Language::En => &self.english,
            Language::Et => &self.estonian,
        }
    }

    /// A text that is missing is English, and if that is missing too, it is its key.
    fn format(&self, language: Language, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        for bundle in [self.bundle(language), &self.english] {
            if let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) {
                return bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned();
            }
        }
        key.to_owned()
    }

    fn argument<'a>(&self, locale: Locale, value: &'a Value) -> FluentValue<'a> {
        match value {
            Value::Text(text) => text.as_str().into(),
            Value::Number(number) => exact(*number)
                .map_or_else(|| amounts::number(locale.language, *number).into(), FluentValue::from),
            Value::Date(date) => locale.date(*date).into(),
            Value::Time(time) => locale.time(*time).into(),
            Value::Month(month) => locale.month(*month).into(),
            Value::Moment(moment) => locale.moment(*moment).into(),
            Value::Duration(duration) => locale.duration(*duration).into(),
            Value::Said(said) => self.say_in(locale, said).into(),
            Value::List(list) => self.list(locale, list).into(),
        }
    }

    fn list(&self, locale: Locale, list: &[Said]) -> String {
        let mut said = list.iter().map(|said| self.say_in(locale, said));
        let Some(mut all) = said.next() else { return String::new() };
        while let Some(next) = said.next() {
            let key = if said.len() == 0 { "list-of-two" } else { "list-goes-on" };
            all = self.say_in(locale, &Said::of(key).with("first", all).with("last", next));
        }
        all
    }
}

/// A whole number by which a plural can be chosen. Others always stand in the plural.
fn exact(number: Decimal) -> Option<i64> {
    if number.is_integer() && number.abs() <= EXACT { number.to_i64() } else { None }
}

fn bundle(language: Language) -> Bundle {
    let id: LanguageIdentifier = language.code().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match language {
        Language::En => |value, _| number(Language::En, value),
        Language::Et => |value, _| number(Language::Et, value),
    }));
    let ours = |name: &str| name.starts_with(language.code()) && name.rsplit('.').next() == Some("ftl");
    for name in Files::iter().filter(|name| ours(name)) {
        let Some(file) = Files::get(&name) else { continue };
        // What is wrong in a file is left out; a test reads every file strictly.
        let text = String::from_utf8_lossy(&file.data).into_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(readable, _)| readable);
        bundle.add_resource_overriding(Arc::new(resource));
    }
    bundle
}

/// A number inside a text, as the language writes it.
fn number(language: Language, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(FluentNumber { value, .. }) => {
            Decimal::from_f64(*value).map(|number| amounts::number(language, number))
        }
        _ => None,
    }
}
