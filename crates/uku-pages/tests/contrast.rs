//! Whether the colours of the stylesheet can be told apart, by WCAG 2.2's formula, in both themes.

use std::collections::BTreeMap;

const STYLESHEET: &str = include_str!("../assets/uku.css");

/// Text on what lies behind it.
const TEXT: f64 = 4.5;
/// The edge of what can be operated, and the ring of the focus.
const EDGE: f64 = 3.0;

/// A colour's relative luminance.
fn luminance(colour: u32) -> f64 {
    let channel = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xff) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The tokens that are one colour in light and one in dark: `--ink: light-dark(#17211e, #e7edee);`
fn tokens() -> BTreeMap<&'static str, [u32; 2]> {
    STYLESHEET
        .lines()
        .filter_map(|line| {
            let (name, value) = line.trim().strip_prefix("--")?.split_once(": light-dark(")?;
            let (light, dark) = value.strip_suffix(");")?.split_once(", ")?;
            let colour = |text: &str| u32::from_str_radix(text.strip_prefix('#')?, 16).ok();
            Some((name, [colour(light)?, colour(dark)?]))
        })
        .collect()
}

/// What stands on what, and how far apart they must be.
fn pairs() -> Vec<(String, String, f64)> {
    let mut pairs = Vec::new();
    for back in ["bg", "surface", "sunken", "raised", "hover", "accent-soft"] {
        for text in ["ink", "ink-2", "accent", "accent-strong", "danger", "bad-ink"] {
            pairs.push((text.into(), back.into(), TEXT));
        }
        for edge in ["edge", "focus"] {
            pairs.push((edge.into(), back.into(), EDGE));
        }
    }
    for state in ["ok", "warn", "bad", "info", "off"] {
        let back = format!("{state}-soft");
        pairs.push((format!("{state}-ink"), back.clone(), TEXT));
        for text in ["ink", "ink-2", "accent"] {
            pairs.push((text.into(), back.clone(), TEXT));
        }
        for edge in ["edge", "focus"] {
            pairs.push((edge.into(), back.clone(), EDGE));
        }
    }
    for back in ["accent", "accent-strong"] {
        pairs.push(("on-accent".into(), back.into(), TEXT));
    }
    for back in ["danger", "danger-strong"] {
        pairs.push(("on-danger".into(), back.into(), TEXT));
    }
    pairs
}

#[test]
fn text_and_edges_stand_out_in_both_themes() {
    let tokens = tokens();
    let mut wrong = Vec::new();
    for (front, back, least) in pairs() {
        for (theme, name) in ["light", "dark"].into_iter().enumerate() {
            let found = contrast(tokens[front.as_str()][theme], tokens[back.as_str()][theme]);
            if found < least {
                wrong.push(format!("{name}: --{front} on --{back} is {found:.2}, less than {least}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Rules below the tokens name roles, so that a theme changes everything.
#[test]
fn colours_are_named_in_the_tokens_only() {
    let (_, rules) = STYLESHEET.split_once("/* ---- Ground").expect("the tokens end where the ground begins");
    // The ground of a QR code is white in every theme, and so is paper.
    let named: Vec<&str> = rules
        .lines()
        .filter(|line| line.contains(": #") || line.contains("rgb("))
        .filter(|line| !line.starts_with(".qr ") && !line.contains("border-color: #999"))
        .collect();
    assert!(named.is_empty(), "{}", named.join("\n"));
}
