// Opens the fold that holds the target, moves the focus to a fact's sentence and offers the way back. Pages work without it.
(() => {
  "use strict";
  let from = null;
  const back = document.createElement("button");
  back.type = "button";
  back.className = "back";
  back.textContent = "Back to the fact";
  back.addEventListener("click", () => {
    back.remove();
    if (from) from.focus();
    from = null;
  });

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return null;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    return target;
  };

  const go = () => {
    const target = reveal();
    if (!target || !from) return;
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "center" });
    if (target.localName === "tr") target.lastElementChild.append(back);
    else target.after(back);
  };

  document.addEventListener("click", (event) => {
    const fact = event.target.closest("a.fact");
    const here = fact && fact.hash && fact.pathname === location.pathname;
    if (!here || event.metaKey || event.ctrlKey || event.shiftKey) return;
    from = fact;
    setTimeout(go);
  });
  addEventListener("hashchange", reveal);
  reveal();

  // Browsers that cannot show a closed fold by style alone get the sidebar opened where it stands beside the text.
  const sidebar = document.querySelector(".glance details");
  if (sidebar && !CSS.supports("selector(::details-content)") && matchMedia("(min-width:60em)").matches) sidebar.open = true;
})();
