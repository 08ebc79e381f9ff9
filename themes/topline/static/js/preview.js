// The local preview: reloads after a build, shows what went wrong otherwise. Never part of the published site.
(() => {
  "use strict";
  const events = new EventSource("/_topline/events");
  const panel = document.createElement("pre");
  panel.className = "notice";
  panel.setAttribute("role", "alert");

  const show = (text) => {
    panel.textContent = text;
    document.body.prepend(panel);
    scrollTo(0, 0);
  };

  events.addEventListener("reload", () => location.reload());
  events.addEventListener("error", (event) => {
    if (event.data) show(event.data); // without data the connection broke, and EventSource tries again by itself
  });
})();
