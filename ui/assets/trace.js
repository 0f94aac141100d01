// The page of traces: the list follows the slider, what is left out comes when it is scrolled to, and a month
// of the chart leads to its mentions.
(() => {
  "use strict";
  const page = window.onRecord;
  const here = new URL(location.href);
  // ?trace=... is read by that page alone.
  if (here.searchParams.has("trace") && !here.pathname.endsWith("/trace")) {
    location.replace(`./trace${here.search}`);
    return;
  }
  if (page.listTrace) return;

  const root = () => document.querySelector("#traced .trace");
  const slider = () => document.getElementById("trace-least");
  const least = () => Number(slider().dataset.steps.split(" ")[slider().value]);

  /** What the program says to something about the trace that is shown; nothing once another one is. */
  async function told(wanted) {
    const shown = root();
    let reply;
    try {
      reply = await page.server.list_trace({ trace: shown.dataset.trace, least: least(), ...wanted });
    } catch {
      reply = null;
    }
    if (shown !== root()) return null;
    page.notify((reply ?? { problem: page.words().unreachable }).problem);
    return reply?.problem ? null : reply;
  }

  /** Say in words what the slider is at. */
  function sayLeast() {
    const words = page.words();
    const { value, max } = slider();
    const percent = Math.round(least() * 100);
    let said = page.say(words.trace_from, { percent });
    if (value === "0") said = `${words.trace_sure}: ${said}`;
    if (value === max) said = words.trace_near;
    document.getElementById("trace-chosen").textContent = said;
    slider().setAttribute("aria-valuetext", said);
  }

  // Made by the program, which escapes every word of the record.
  let newest = 0;
  page.listTrace = async () => {
    sayLeast();
    const number = (newest += 1);
    const reply = await told({ by: document.getElementById("trace-by")?.value });
    if (!reply || number !== newest) return;
    root().querySelector(".summary").innerHTML = reply.summary;
    root().querySelector(".listed").innerHTML = reply.list;
  };

  const asked = new WeakSet();
  async function reveal(button) {
    if (asked.has(button)) return;
    asked.add(button);
    const { month, skip } = button.dataset;
    const reply = await told({ month, skip: Number(skip) });
    if (!reply || !button.isConnected) {
      asked.delete(button);
      return;
    }
    const focused = document.activeElement === button;
    const left = button.parentElement;
    left.insertAdjacentHTML("afterend", reply.part);
    const next = left.nextElementSibling;
    left.remove();
    if (focused) next?.querySelector("a")?.focus({ preventScroll: true });
  }

  const inView = new IntersectionObserver(
    (seen) => seen.filter((each) => each.isIntersecting).forEach((each) => reveal(each.target.firstElementChild)),
    { rootMargin: "300px" },
  );

  /** Bring the mentions of a month to the top of the window. */
  function goTo(month) {
    const section = root().querySelector(`.month[data-month="${CSS.escape(month)}"]`);
    if (!section) return;
    section.scrollIntoView({ block: "start" });
    section.focus({ preventScroll: true });
  }

  const options = (chart) => [...chart.querySelectorAll("[role=option]")];
  const current = (chart) => document.getElementById(chart.getAttribute("aria-activedescendant"));

  /** Say what a month of the chart says, and remember it as the one that keys start from. */
  function point(option) {
    const chart = option.parentElement;
    current(chart)?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    chart.setAttribute("aria-activedescendant", option.id);
    chart.closest(".timeline").querySelector(".pointed").textContent = option.ariaLabel;
  }

  function step(event, chart) {
    const all = options(chart);
    const at = all.indexOf(current(chart));
    const onward = getComputedStyle(chart).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const to = {
      Home: 0, End: all.length - 1, PageUp: at - 12, PageDown: at + 12, ArrowRight: at - 1, ArrowLeft: at - 1, [onward]: at + 1,
    }[event.key];
    if (to === undefined) return false;
    const option = all[Math.max(0, Math.min(all.length - 1, to))];
    point(option);
    option.scrollIntoView({ block: "nearest", inline: "nearest" });
    return true;
  }

  const target = (event, selector) => (event.target instanceof Element ? event.target.closest(selector) : null);

  document.addEventListener("keydown", (event) => {
    const chart = target(event, ".chart");
    if (!chart) return;
    if (step(event, chart)) event.preventDefault();
    else if ((event.key === "Enter" || event.key === " ") && current(chart)) {
      event.preventDefault();
      goTo(current(chart).dataset.month);
    }
  });
  document.addEventListener("pointerover", (event) => {
    const option = target(event, ".chart [role=option]");
    if (option) point(option);
  });
  document.addEventListener("focusin", (event) => {
    const chart = target(event, ".chart");
    if (chart) point(current(chart) ?? options(chart)[0]);
  });

  let later;
  document.addEventListener("input", (event) => {
    if (event.target.id !== "trace-least") return;
    sayLeast();
    clearTimeout(later);
    later = setTimeout(page.listTrace, 150);
  });
  document.addEventListener("change", (event) => {
    if (event.target.id === "trace-by") page.listTrace();
  });

  /** The transcript at a mention; those of the same month can be stepped through. */
  function open(mention, back) {
    const near = [...(mention.closest(".month")?.querySelectorAll(".mention") ?? [mention])];
    const first = Math.max(0, near.indexOf(mention) - 20);
    const some = near.slice(first, first + 40);
    const quotes = some.map(({ dataset }) => ({ citation: dataset.citation, text: dataset.text }));
    page.openTranscript(quotes, some.indexOf(mention), () => back.focus({ preventScroll: true }));
  }

  document.addEventListener("click", (event) => {
    if (!target(event, ".trace")) return;
    const link = target(event, "a.said");
    const mention = target(event, ".mention");
    const month = target(event, ".chart [role=option], .to-month");
    const button = target(event, ".reveal");
    const format = target(event, "[data-take]");
    if (link && (event.ctrlKey || event.metaKey || event.shiftKey)) return; // a tab of its own
    if (link) event.preventDefault();
    if (link || (mention && getSelection().isCollapsed)) open(mention ?? link, link ?? mention.querySelector("a.said"));
    else if (month) goTo(month.dataset.month);
    else if (button) reveal(button);
    else if (format) {
      format.closest("details").open = false;
      const wanted = { trace: root().dataset.trace, least: least(), format: format.dataset.take };
      page.save((server) => server.export_trace(wanted));
    }
  });

  let shown = null;
  page.watchers.push(() => {
    const now = root();
    if (now && now !== shown) {
      history.replaceState(history.state, "", location.pathname + now.dataset.address);
      sayLeast();
    }
    shown = now;
    for (const left of now?.querySelectorAll(".left") ?? []) inView.observe(left);
  });
})();
