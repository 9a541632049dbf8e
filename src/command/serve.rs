//! The local server: the page as it will be published but for its packing and the links between languages, on this machine only.

use super::site::method;
use super::site::policy::{Reach, content_security_policy};
use super::site::tongue::Tongue;
use super::{ServeOptions, module, project};
use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use std::io::IsTerminal;
use std::net::{Ipv4Addr, TcpListener};
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// How many ports after the first are tried.
const PORTS: u16 = 100;

/// Builds what changed, then serves until interrupted.
pub fn run(options: &ServeOptions) -> Result<(), String> {
    let folder = if let Some(folder) = &options.dir {
        folder.clone()
    } else {
        let root = project::root()?;
        module::bring_up_to_date(&root)?;
        root.join("www")
    };
    if !folder.join("index.html").is_file() {
        return Err(format!("{} holds no index.html to serve", folder.display()));
    }
    let (listener, port) = bind(options.port)?;
    let address = format!("http://127.0.0.1:{port}/");
    println!("Build or buy? {address}   (Ctrl+C stops)");
    if !options.no_open && has_desktop() && open::that_detached(&address).is_err() {
        println!("No browser could be opened: open the address above in one.");
    }
    let failed = |error: std::io::Error| format!("the server stopped: {error}");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().map_err(failed)?;
    runtime
        .block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            axum::serve(listener, routes(&folder)).await
        })
        .map_err(failed)
}

fn routes(folder: &std::path::Path) -> Router {
    let policy = content_security_policy(Reach::OwnSite, &[], &[]);
    // A folder that `site` wrote carries its own policy in its pages, with the digests only it knows.
    let policy = if folder.join("_headers").is_file() { String::new() } else { policy };
    let fixed = [
        (header::CACHE_CONTROL, "no-store".to_owned()),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy),
    ];
    let layer = |(name, value): (HeaderName, String)| {
        HeaderValue::from_str(&value).ok().map(|value| SetResponseHeaderLayer::overriding(name, value))
    };
    let filled = fixed.into_iter().filter(|(_, value)| !value.is_empty());
    let files = Router::new().fallback_service(ServeDir::new(folder));
    // A written site has the page about the method with its examples; while developing they are worked out here.
    let mut pages = files;
    if !folder.join("_headers").is_file() && folder.join(method::NAME).is_file() {
        // Without a language the English page is still there; a table that cannot be read is said when it is asked for.
        let tags = Tongue::tags(folder).unwrap_or_default();
        for tag in std::iter::once(None).chain(tags.into_iter().map(Some)) {
            let address = ["/", &tag.as_deref().map_or_else(|| method::NAME.to_owned(), method::name_in)].concat();
            let folder = folder.to_owned();
            pages = pages.route(&address, get(move || core::future::ready(explained(&folder, tag.as_deref()))));
        }
    }
    filled.filter_map(layer).fold(pages, Router::layer)
}

/// The page about the method, with its examples, in English or the language of a tag.
fn explained(folder: &std::path::Path, tag: Option<&str>) -> Response {
    let page = tag.map(|tag| Tongue::read(folder, tag)).transpose().and_then(|tongue| {
        let catalog = super::report::catalog(Some(&folder.join("catalog.json")))?;
        method::filled(folder, &method::examples(&catalog), tongue.as_ref())
    });
    match page {
        Ok(Some(page)) => Html(page).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(why) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
    }
}

/// The first free port of this machine from `first` on; 0 takes any.
fn bind(first: u16) -> Result<(TcpListener, u16), String> {
    let mut last_error = None;
    for port in first..=first.saturating_add(PORTS) {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .and_then(|listener| listener.set_nonblocking(true).map(|()| listener))
            .and_then(|listener| listener.local_addr().map(|address| (listener, address.port())));
        match bound {
            Ok(found) => return Ok(found),
            Err(error) => last_error = Some(error),
        }
    }
    let why = last_error.map_or_else(String::new, |error| format!(": {error}"));
    Err(format!("no free port from {first} to {}{why}", first.saturating_add(PORTS)))
}

/// Whether someone sits in front of a desktop: not in CI, not in a pipe, not on a bare console.
fn has_desktop() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let display = !cfg!(all(unix, not(target_os = "macos")))
        || ["DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"].into_iter().any(set);
    display && !set("CI") && std::io::stdout().is_terminal()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_gives_the_next_free_one() {
        let (first, port) = bind(0).expect("any port");
        let (_second, next) = bind(port).expect("the next port");
        assert!(next > port, "{next} after {port}");
        drop(first);
    }
}
