//! Names of companies, people and streets as they are met in Estonia.

use crate::dice::Dice;

const STEMS: [&str; 40] = [
    "Õunapuu",
    "Põhjatäht",
    "Kevade",
    "Mändjala",
    "Tõrva",
    "Sügise",
    "Äksi",
    "Öökull",
    "Rändur",
    "Päikese",
    "Lõuna",
    "Kuldnokk",
    "Merituul",
    "Hõbekask",
    "Ülemiste",
    "Vanasilla",
    "Jõekääru",
    "Saare",
    "Tähe",
    "Kärner",
    "Rohelise Maja",
    "Võrtsjärve",
    "Emajõe",
    "Lehola",
    "Pärnaõie",
    "Nurmenuku",
    "Külmking",
    "Soovik",
    "Linnutee",
    "Mõisa",
    "Haava",
    "Süsta",
    "Karukella",
    "Lõokese",
    "Tammetõru",
    "Rannamänni",
    "Oru",
    "Käopesa",
    "Hiiu",
    "Virmalise",
];
const TRADES: [&str; 32] = [
    "Ehitus",
    "Kaubandus",
    "Transport",
    "Kohvik",
    "Puit",
    "Metall",
    "Konsult",
    "Arendus",
    "Disain",
    "Aed",
    "Tarkvara",
    "Kinnisvara",
    "Trükk",
    "Elekter",
    "Õigusbüroo",
    "Talu",
    "Pagar",
    "Logistika",
    "Meedia",
    "Hambaravi",
    "Autoteenindus",
    "Mööbel",
    "Koolitus",
    "Reisid",
    "Ilusalong",
    "Küte",
    "Projekt",
    "Jäätmed",
    "Käsitöö",
    "Raamat",
    "Spordiklubi",
    "Kalandus",
];
const FIRST_NAMES: [&str; 12] =
    ["Õnne", "Märt", "Kätlin", "Jüri", "Liis", "Tõnu", "Piret", "Ülle", "Rain", "Käthe", "Andres", "Triin"];
const LAST_NAMES: [&str; 12] =
    ["Tamm", "Sepp", "Mägi", "Kask", "Kukk", "Rebane", "Põder", "Lõhmus", "Jõgi", "Vään", "Öpik", "Pärn"];
const TOWNS: [(&str, &str); 8] = [
    ("Tallinn", "Harjumaa"),
    ("Tartu", "Tartumaa"),
    ("Pärnu", "Pärnumaa"),
    ("Võru", "Võrumaa"),
    ("Jõhvi", "Ida-Virumaa"),
    ("Kärdla", "Hiiumaa"),
    ("Põltsamaa", "Jõgevamaa"),
    ("Türi", "Järvamaa"),
];
const STREETS: [&str; 8] = ["Pikk", "Lai", "Võidu", "Õie", "Jaama", "Tööstuse", "Kesk", "Mäe"];

/// The name of the company with this number: every number under the same dice has another name.
pub(crate) fn company(dice: Dice, number: u32) -> String {
    let all = (STEMS.len() * TRADES.len()) as u64;
    // A step that shares no factor with 1280 visits every pair once before any comes again.
    let place = (u64::from(number) * 497 + dice.on("first name").below(all)) % all;
    let pick = |among: &[&'static str], at: u64| {
        usize::try_from(at).ok().and_then(|at| among.get(at).copied()).unwrap_or_default()
    };
    let trades = TRADES.len() as u64;
    let (stem, trade) = (pick(&STEMS, place / trades), pick(&TRADES, place % trades));
    let form = if dice.on("form").at(u64::from(number)).below(6) == 0 { "AS" } else { "OÜ" };
    match u64::from(number) / all {
        0 => format!("{stem} {trade} {form}"),
        round => format!("{stem} {trade} {} {form}", round + 1),
    }
}

/// A person's name.
pub(crate) fn person(dice: Dice) -> String {
    let first = dice.on("first").pick(&FIRST_NAMES).copied().unwrap_or_default();
    let last = dice.on("last").pick(&LAST_NAMES).copied().unwrap_or_default();
    format!("{first} {last}")
}

/// Street with number, town, county.
pub(crate) fn address(dice: Dice) -> (String, &'static str, &'static str) {
    let street = dice.on("street").pick(&STREETS).copied().unwrap_or_default();
    let (town, county) = dice.on("town").pick(&TOWNS).copied().unwrap_or_default();
    (format!("{street} {}", dice.on("house").below(90) + 1), town, county)
}

/// A name for a mail or web address: lower-case letters and digits of the name, without accents.
pub(crate) fn host(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            'õ' | 'ö' => Some('o'),
            'ä' => Some('a'),
            'ü' => Some('u'),
            letter => letter.is_ascii_alphanumeric().then_some(letter),
        })
        .collect()
}
