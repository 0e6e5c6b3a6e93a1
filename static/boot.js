// Before Streamlit starts: where its server is, so that a deep link asks for nothing that does not exist; the page's
// language, which follows the switch; and one entry of the history for each click.
(() => {
  const pages = /\/(map|timeline|compare|region|signings|evidence|quality|data|about)\/?$/;
  window.__streamlit = { BACKEND_BASE_URL: location.origin + location.pathname.replace(pages, "/") };
  const speak = () => {
    document.documentElement.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh-CN";
  };
  // Streamlit pushes the new page's parameters under the old page's name, then the new page's name; the map pushes each
  // year that it plays. What comes without a new click or key belongs to the entry that is there.
  let asked = false;
  for (const kind of ["pointerdown", "keydown", "click"]) {
    addEventListener(kind, () => { asked = true; }, true);
  }
  const push = history.pushState;
  const replace = history.replaceState;
  history.pushState = function (...given) {
    (asked ? push : replace).apply(this, given);
    asked = false;
    speak();
  };
  history.replaceState = function (...given) {
    replace.apply(this, given);
    speak();
  };
  addEventListener("popstate", () => {
    asked = false;
    speak();
  });
  speak();
})();
