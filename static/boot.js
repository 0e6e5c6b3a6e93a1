// Before Streamlit starts: where its server is, so that a deep link asks for nothing that does not exist, and the
// page's language, which follows the switch.
(() => {
  const pages = /\/(map|timeline|compare|region|signings|evidence|quality|data|about)\/?$/;
  window.__streamlit = { BACKEND_BASE_URL: location.origin + location.pathname.replace(pages, "/") };
  const speak = () => {
    document.documentElement.lang = new URLSearchParams(location.search).get("lang") === "en" ? "en" : "zh-CN";
  };
  for (const name of ["pushState", "replaceState"]) {
    const original = history[name];
    history[name] = function (...given) {
      original.apply(this, given);
      speak();
    };
  }
  addEventListener("popstate", speak);
  speak();
})();
