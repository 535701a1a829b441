//! What all operations say of themselves in the OpenAPI document.

use uku_web::Access;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::response::{Response, ResponseBuilder};
use utoipa::openapi::schema::{ComponentsBuilder, ObjectBuilder, Type};
use utoipa::openapi::security::{
    ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme,
};
use utoipa::openapi::{ContentBuilder, InfoBuilder, OpenApi, OpenApiBuilder, Ref, RefOr, Required};
use utoipa::{PartialSchema, ToSchema};

use crate::problem::{PROBLEM, Problem, ProblemField};

/// Each status that a refusal can have, by the name of its response.
const PROBLEMS: [(&str, &str, &str); 14] = [
    ("400", "Malformed", "The request can't be understood."),
    ("401", "SignedOut", "Nobody known asks."),
    ("403", "Forbidden", "The person may not."),
    ("404", "NotFound", "It is not there, or not this firm's."),
    ("409", "Conflict", "As things are, it can't be done; or a request with the same key is being done."),
    ("412", "Changed", "Somebody else changed it meanwhile."),
    ("413", "TooLarge", "The request is larger than what is taken."),
    ("415", "UnsupportedMediaType", "The request brings something else than JSON."),
    (
        "422",
        "Invalid",
        "What was sent can't be taken; the errors say why. Or the key belongs to another request.",
    ),
    ("428", "PreconditionRequired", "`If-Match` is missing."),
    (
        "429",
        "TooManyRequests",
        "Too much was asked for in too short a time; `Retry-After` says when to go on.",
    ),
    ("500", "InternalError", "We made a mistake."),
    ("503", "Unavailable", "Something that we need is out of order; it may be tried again."),
    ("405", "MethodNotAllowed", "The address doesn't have this method."),
];

/// The document without its operations.
pub(crate) fn described() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Uku: SmartAccounts integration")
        .version("1")
        .description(Some("Counts what was booked in SmartAccounts into monthly summary tasks."))
        .build();
    let mut components = ComponentsBuilder::new()
        .schema(Problem::name(), Problem::schema())
        .schema(ProblemField::name(), ProblemField::schema())
        .security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new("__Host-uku"))))
        .security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    for (_, name, description) in PROBLEMS {
        components = components.response(name, problem(description));
    }
    OpenApiBuilder::new().info(info).components(Some(components.build())).build()
}

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    ResponseBuilder::new().description(description).content(PROBLEM, content).build()
}

/// Adds to the operations of a path how they can be refused, and who may call them.
pub(crate) fn refusals(item: &mut PathItem, access: Access) {
    for (reads, operation) in operations(item) {
        let mut statuses = vec!["400", "404", "429", "500", "503"];
        if access == Access::Anybody {
            operation.security = Some(vec![SecurityRequirement::default()]);
        } else {
            statuses.extend(["401", "403"]);
            let scheme = |name: &str| SecurityRequirement::new(name, Vec::<String>::new());
            operation.security = Some(vec![scheme("token"), scheme("session")]);
        }
        if operation.request_body.is_some() {
            statuses.extend(["413", "415"]);
        }
        statuses.push("409");
        if !reads || has_parameters(operation, &ParameterIn::Query) {
            statuses.push("422");
        }
        if !reads {
            statuses.push("412");
        }
        if has_parameters(operation, &ParameterIn::Header) {
            statuses.push("428");
        }
        for (status, name, _) in PROBLEMS {
            if statuses.contains(&status) {
                let refused = RefOr::Ref(Ref::from_response_name(name));
                operation.responses.responses.entry(status.to_owned()).or_insert(refused);
            }
        }
    }
}

/// Adds the header by which a request is known that came before to the POST of a path.
pub(crate) fn takes_key(item: &mut PathItem) {
    let Some(operation) = &mut item.post else { return };
    let text = ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).max_length(Some(255));
    let text = text.pattern(Some("^[!-~]([ -~]*[!-~])?$"));
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "What the caller calls this request. The same key within a day gives the same answer and does nothing again.",
        ))
        .schema(Some(text))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(key));
}

fn has_parameters(operation: &Operation, place: &ParameterIn) -> bool {
    let in_place = |parameter: &RefOr<Parameter>| match parameter {
        RefOr::T(parameter) => parameter.parameter_in == *place,
        RefOr::Ref(_) => false,
    };
    operation.parameters.iter().flatten().any(in_place)
}

/// The operations of a path, and whether each only reads.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let PathItem { get, put, post, delete, patch, .. } = item;
    let all = [(true, get), (false, put), (false, post), (false, delete), (false, patch)];
    all.into_iter().filter_map(|(reads, operation)| Some((reads, operation.as_mut()?)))
}
