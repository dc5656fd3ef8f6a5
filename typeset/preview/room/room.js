// The preview's page. The server tells its state in one piece whenever something changes (see telling.py);
// everything here follows from the last state told and from how the reader wants to look at it (`view`).

const $ = (id) => document.getElementById(id);
const desk = $("desk"), stage = $("stage"), list = $("list"), card = $("card"), where = $("where");

const PER_POINT = 96 / 72; // CSS pixels to the point at actual size
const SMALLEST = 0.12, LARGEST = 8; // of actual size
const THUMB = 0.2; // of actual size: about what an overview shows
const BETWEEN = 26; // CSS pixels between spreads of an overview
const LOOKS = ["screen", "paper", "grey"];

let state = null; // as the server told it last
let figures = []; // one for each page, in order
let here = 0; // index of the page that is being looked at
let chosen = -1; // index of the problem that was last gone to
let held = null; // the passage that the keyboard or the card points at: {page, block, spot}
let passages = new Map(); // index of a page → promise of its blocks, for the present build
let session = "";
let changed = ""; // what the present build has changed, in words
let news = null;

// ------------------------------------------------------------------ how the reader wants to look at it

const USUAL = { mode: "", zoom: "page", grid: false, margins: false, look: "screen", follow: false, panel: false, surround: "system" };
const view = { ...USUAL, ...recall() };
if (!view.mode) view.mode = innerWidth < 760 ? "single" : "spreads";
view.last = view.mode === "overview" ? view.last || "spreads" : view.mode;
if (innerWidth < 760 && !recall().zoom) view.zoom = "width";

function recall() {
  try { return JSON.parse(localStorage.getItem("typeset-preview") || "{}"); } catch { return {}; }
}
function remember() {
  try { localStorage.setItem("typeset-preview", JSON.stringify(view)); } catch { /* a browser that keeps nothing */ }
}

function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}
function button(text, act, name = "") {
  const element = make("button", name, text);
  element.type = "button";
  element.addEventListener("click", act);
  return element;
}
// Words with names between backticks, which are set as such.
function worded(element, text) {
  text.split("`").forEach((part, at) => element.append(at % 2 ? make("code", "", part) : part));
  return element;
}
function capital(text) {
  return text.replace(/^./u, (letter) => letter.toUpperCase());
}
function say(text) {
  if ($("status").textContent !== text) $("status").textContent = text;
}

// ------------------------------------------------------------------ news from the server

function listen() {
  if (news) news.close();
  news = new EventSource("/news");
  news.addEventListener("state", (event) => take(JSON.parse(event.data)));
  news.addEventListener("open", () => document.querySelector(".foot").classList.remove("lost"));
  news.addEventListener("error", () => {
    document.querySelector(".foot").classList.add("lost");
    say("No connection. Is typeset watch still running? These are the last pages it sent.");
    if (news.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  });
}

// Browsers allow six connections to one server. Tabs that nobody sees give theirs back.
let leaving = 0;
document.addEventListener("visibilitychange", () => {
  clearTimeout(leaving);
  if (document.hidden) leaving = setTimeout(() => { if (news) { news.close(); news = null; } }, 4000);
  else if (!news) listen();
});

function take(told) {
  if (session && told.session !== session) { location.reload(); return; } // another program, maybe a newer page
  session = told.session;
  const before = state;
  if (!told.problems) told.problems = before ? before.problems : []; // those told last still hold
  state = told;
  const isNewBuild = !before || before.build !== told.build;
  if (isNewBuild) { passages = new Map(); drop(); }
  document.title = headline();
  $("title").textContent = told.title || "Preview";
  document.documentElement.classList.toggle("stale", !told.current);
  showNotice();
  if (told.shape && (isNewBuild || !figures.length)) layDown(before);
  if (!told.pages.length) showNothing();
  listProblems();
  if (isNewBuild || told.checked !== before.checked) report(before, isNewBuild);
}

function headline() {
  const errors = state.problems.filter((one) => one.severity === "error").length;
  const sign = errors ? `● ${errors} ${errors > 1 ? "errors" : "error"} – ` : "";
  return `${sign}${state.title || "Preview"}`;
}

function showNotice() {
  const notice = $("notice");
  notice.hidden = state.current || !state.pages.length;
  if (notice.hidden) return;
  notice.replaceChildren("The report cannot be laid out as it stands. These are the last good pages. ", button("Show the problem", () => { setPanel(true); goToProblem(firstError()); }));
}

function firstError() {
  return Math.max(0, state.problems.findIndex((one) => one.severity === "error"));
}

function showNothing() {
  figures = [];
  const text = state.build ? "There is nothing to show yet: the report cannot be laid out as it stands. What is wrong is told beside." : "Laying out for the first time …";
  desk.replaceChildren(make("p", "blank", text));
  if (state.build) setPanel(true, false);
}

function report(before, isNewBuild) {
  const { spent } = state, total = Object.entries(spent).reduce((sum, [phase, ms]) => sum + (phase === "audit" ? 0 : ms), 0);
  $("timing").textContent = total ? `laid out in ${Math.round(total)} ms${spent.audit ? `, checked in ${Math.round(spent.audit)} ms` : ""}` : "";
  $("timing").title = Object.entries(spent).map(([phase, ms]) => `${phase} ${ms} ms`).join(" · ");
  if (!state.build) return;
  if (!state.current) {
    const first = state.problems[firstError()];
    say(first ? `${tally()}: ${first.message}${first.place ? ` (${first.place})` : ""}` : "The report cannot be laid out");
    return;
  }
  if (isNewBuild) changed = before?.pages.length ? inWords(state.written) : "";
  say([changed || `${state.pages.length} pages`, ...(state.checked ? [tally()] : [])].join(" · "));
}

function inWords(written) {
  const labels = written.map((number) => state.pages[number].label);
  if (!labels.length) return "";
  return labels.length > 6 ? `${labels.length} pages changed, the first is page ${labels[0]}` : `Page ${labels.join(", ")} changed`;
}

function tally() {
  const words = ["error", "warning", "note"].map((kind) => [kind, state.problems.filter((one) => one.severity === kind).length]);
  return words.filter(([, count]) => count).map(([kind, count]) => `${count} ${kind}${count > 1 ? "s" : ""}`).join(", ") || "no problems";
}

// ------------------------------------------------------------------ pages

function layDown(before) {
  const anchor = figures.length ? whereabouts() : null;
  const isRearranged = figures.length !== state.pages.length || !desk.querySelector(".page") || !before || JSON.stringify(before.shape) !== JSON.stringify(state.shape);
  state.pages.forEach((page, number) => {
    const figure = figures[number] || (figures[number] = newFigure());
    const isRecto = number % 2 === 0;
    figure.classList.toggle("recto", isRecto);
    figure.classList.toggle("verso", !isRecto);
    figure.dataset.number = number;
    figure.setAttribute("aria-label", `Page ${page.label}${page.kind ? `, ${page.kind}` : ""}`);
    figure.querySelector(".folio").textContent = page.label;
    const stands = `${page.live || 0} ${page.top || 0} ${page.step || 0}`;
    if (figure.stands !== stands) { figure.stands = stands; figure.querySelector(".overlay")?.remove(); }
  });
  for (const gone of figures.splice(state.pages.length)) { near.unobserve(gone); gone.remove(); }
  if (isRearranged) arrange(anchor);
  for (const figure of figures) if (figure.isNear) paint(figure);
  const written = before && before.pages.length && before.build !== state.build ? state.written : [];
  for (const number of written) flash(figures[number]);
  if (written.length && view.follow && view.mode !== "overview" && !written.some((number) => isInSight(figures[number]))) goTo(written[0]);
  showWhere();
}

function newFigure() {
  const figure = make("figure", "page");
  figure.setAttribute("role", "group");
  figure.tabIndex = -1;
  figure.append(make("div", "sheet"), make("span", "folio"));
  figure.querySelector(".folio").setAttribute("aria-hidden", "true");
  near.observe(figure);
  return figure;
}

// Only what is in sight or about to be is painted: a page is a drawing of a few thousand letters.
const near = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    target.isNear = isIntersecting;
    if (isIntersecting) paint(target); else if (target.shown) clear(target);
  }
}, { root: stage, rootMargin: "60% 40%" });

function clear(figure) {
  figure.querySelector(".sheet > img")?.remove(); // an overview's small pictures may stay
  figure.querySelector(".overlay")?.remove();
  figure.shown = "";
}

function wanted(figure) {
  const page = state.pages[figure.dataset.number];
  return page ? `/pages/${session}/${page.v}-${view.look === "paper" ? "paper" : "screen"}.svg` : "";
}

async function paint(figure) {
  drawAids(figure);
  const address = wanted(figure);
  const kind = view.mode === "overview" ? `canvas ${scale().toFixed(3)}` : "img";
  const key = `${kind} ${address}`;
  if (!address || figure.shown === key || figure.coming === key) return;
  figure.coming = key;
  const image = new Image();
  image.alt = "";
  image.draggable = false;
  const load = () => { image.src = address; return image.decode(); };
  try {
    await (kind === "img" ? load() : queue(() => (figure.coming === key && figure.isNear ? load() : Promise.reject(new Error("gone by"))), state.written.includes(Number(figure.dataset.number))));
  } catch {
    if (figure.coming === key) figure.coming = "";
    return; // gone by, or overtaken by a newer state, which brings a newer picture
  }
  if (figure.coming !== key || wanted(figure) !== address) return;
  figure.coming = "";
  if (!figure.isNear && kind === "img") return;
  figure.shown = key;
  const picture = kind === "img" ? image : small(image);
  const sheet = figure.querySelector(".sheet");
  sheet.replaceChildren(picture);
}

// One small picture at a time, so that the page stays at hand while hundreds are made; what has changed comes first.
const waiting = [];
let isBusy = false;
function queue(job, isUrgent) {
  return new Promise((done, failed) => {
    waiting[isUrgent ? "unshift" : "push"](() => job().then(done, failed));
    work();
  });
}
async function work() {
  if (isBusy) return;
  isBusy = true;
  while (waiting.length) {
    await waiting.shift()();
    await new Promise((next) => requestAnimationFrame(next));
  }
  isBusy = false;
}

function small(image) {
  const { width, height, bleed } = state.shape, dense = Math.min(2, devicePixelRatio || 1) * scale();
  const canvas = make("canvas");
  canvas.width = Math.round(width * dense);
  canvas.height = Math.round(height * dense);
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, -bleed * dense, -bleed * dense, (width + 2 * bleed) * dense, (height + 2 * bleed) * dense);
  return canvas;
}

function flash(figure) {
  figure.classList.remove("written");
  void figure.offsetWidth; // begins the animation anew
  figure.classList.add("written");
  clearTimeout(figure.fading);
  figure.fading = setTimeout(() => figure.classList.remove("written"), 2700);
}

// ------------------------------------------------------------------ arrangement and size

function arrange(anchor = whereabouts()) {
  if (!state?.shape) return;
  desk.dataset.mode = view.mode;
  desk.toggleAttribute("data-bleeding", view.margins && view.mode !== "overview");
  document.documentElement.dataset.look = view.look;
  const spreads = [];
  figures.forEach((figure, number) => {
    const opens = view.mode === "single" || number % 2 === 1 || !spreads.length;
    if (opens) spreads.push(make("div", "spread"));
    spreads.at(-1).append(figure);
  });
  desk.replaceChildren(...spreads);
  for (const one of document.querySelectorAll("#modes button")) one.setAttribute("aria-pressed", String(one.dataset.mode === view.mode));
  resize(anchor);
}

function scale() {
  if (view.mode !== "overview" && typeof view.zoom === "number") return view.zoom * PER_POINT;
  const { width, height, bleed } = state.shape, around = view.margins ? 2 * bleed : 0;
  const gap = 2 * parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--gap"));
  if (view.mode === "overview") { // as many spreads beside each other as fit at about that size, and no space left over
    const room = stage.clientWidth - gap + BETWEEN, usual = 2 * width * THUMB * PER_POINT + BETWEEN;
    return (room / Math.max(1, Math.round(room / usual)) - BETWEEN) / 2 / width;
  }
  const across = (width + around) * (view.mode === "spreads" ? 2 : 1);
  const wide = (stage.clientWidth - gap) / across, high = (stage.clientHeight - gap) / (height + around);
  return Math.min(LARGEST * PER_POINT, Math.max(SMALLEST * PER_POINT, view.zoom === "width" ? wide : Math.min(wide, high)));
}

function resize(anchor = whereabouts()) {
  if (!state?.shape) return;
  const root = document.documentElement.style;
  root.setProperty("--wide", state.shape.width);
  root.setProperty("--high", state.shape.height);
  root.setProperty("--bled", state.shape.bleed);
  root.setProperty("--px", scale());
  showZoom();
  shut();
  returnTo(anchor);
  for (const figure of figures) if (figure.isNear) paint(figure);
}

// The point of a page that lies in the middle of the stage, or under the pointer, so that it can be put there again.
function whereabouts(at = null) {
  const figure = figures[here];
  if (!figure?.isConnected) return null;
  const box = figure.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  const x = at ? at.x : frame.left + frame.width / 2, y = at ? at.y : frame.top + frame.height / 2;
  return { number: here, across: (x - box.left) / box.width, down: (y - box.top) / box.height, at, mode: desk.dataset.mode };
}

function returnTo(anchor) {
  if (!figures.length) return;
  const figure = figures[Math.min(anchor ? anchor.number : here, figures.length - 1)];
  if (!anchor || anchor.mode !== view.mode || view.mode === "overview" || view.zoom === "page") { bring(figure); return; }
  const box = figure.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  const x = anchor.at ? anchor.at.x : frame.left + frame.width / 2, y = anchor.at ? anchor.at.y : frame.top + frame.height / 2;
  stage.scrollBy(box.left + anchor.across * box.width - x, box.top + anchor.down * box.height - y);
}

// In the middle where it fits, else with its head in sight.
function bring(figure, smooth = false) {
  const target = view.mode === "spreads" ? figure.parentElement : figure;
  const box = target.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  const gap = Math.max(12, (frame.height - box.height) / 2);
  const page = figure.getBoundingClientRect();
  const isWide = box.width > frame.width;
  const left = isWide ? page.left - frame.left - Math.max(0, (frame.width - page.width) / 2) : 0;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  stage.scrollBy({ top: box.top - frame.top - gap, left, behavior: smooth && !isCalm ? "smooth" : "instant" });
}

function isInSight(figure) {
  const box = figure.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  const seen = Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top);
  return seen > Math.min(box.height, frame.height) * 0.4;
}

function setZoom(zoom, at = null) {
  if (view.mode === "overview") { view.mode = view.last; view.zoom = zoom; arrange(); remember(); return; }
  const anchor = whereabouts(at);
  view.zoom = typeof zoom === "number" ? Math.min(LARGEST, Math.max(SMALLEST, zoom)) : zoom;
  remember();
  resize(anchor);
}

function step(by, at = null) {
  if (state?.shape) setZoom((scale() / PER_POINT) * by, at);
}

function showZoom() {
  const select = $("zoom"), own = select.querySelector('[value="own"]');
  const percent = `${Math.round((scale() / PER_POINT) * 100)} %`;
  const isListed = [...select.options].some((one) => one.value === String(view.zoom));
  own.textContent = percent;
  own.hidden = isListed;
  select.value = isListed ? String(view.zoom) : "own";
  select.querySelector('[value="page"]').textContent = view.mode === "spreads" ? "Whole spread" : "Whole page";
  select.title = `Size, now ${percent} (0 whole page, W width, 1 actual size)`;
}

function setMode(mode) {
  if (mode === view.mode || !state?.shape) return;
  const anchor = whereabouts();
  view.mode = mode;
  if (mode !== "overview") view.last = mode;
  remember();
  hold(null);
  arrange(anchor);
  showWhere();
}

// ------------------------------------------------------------------ moving about

function goTo(number, smooth = false) {
  if (!figures.length) return;
  here = Math.min(Math.max(0, number), figures.length - 1);
  bring(figures[here], smooth);
  showWhere();
}

function leaf(by) {
  if (view.mode !== "spreads") return goTo(here + by, false);
  const first = here % 2 ? here : here - 1; // the verso of the spread
  return goTo(Math.max(0, first + 2 * by));
}

let looking = 0;
let seen = null; // what was in the middle when the stage last came to rest
stage.addEventListener("scroll", () => {
  cancelAnimationFrame(looking);
  looking = requestAnimationFrame(() => {
    if (!figures.length || view.mode === "overview") return;
    const frame = stage.getBoundingClientRect(), middle = frame.top + frame.height / 2, centre = frame.left + frame.width / 2;
    const gapTo = (figure) => {
      const box = figure.getBoundingClientRect();
      return Math.max(0, box.top - middle, middle - box.bottom) * 4 + Math.max(0, box.left - centre, centre - box.right);
    };
    // Facing pages are one place: leafing to a page must not be undone by its neighbour lying as near.
    const nearest = figures.reduce((best, figure, number) => { const gap = gapTo(figure); return gap < best.gap - 0.5 ? { gap, number } : best; }, { gap: gapTo(figures[here] || figures[0]), number: here });
    if (nearest.number !== here) { here = nearest.number; showWhere(); }
    seen = whereabouts();
  });
}, { passive: true });

function showWhere() {
  if (!state?.pages.length) return;
  here = Math.min(here, state.pages.length - 1);
  figures.forEach((figure, number) => { figure.tabIndex = number === here ? 0 : -1; figure.classList.toggle("here", number === here); });
  const facing = view.mode === "spreads" ? (here % 2 ? [here, here + 1] : [here - 1, here]).filter((number) => state.pages[number]) : [here];
  if (document.activeElement !== where) where.value = facing.map((number) => state.pages[number].label).join("–");
  $("of").textContent = `of ${state.pages.at(-1).label}`;
  $("back").disabled = facing[0] === 0;
  $("on").disabled = facing.at(-1) === state.pages.length - 1;
  try { history.replaceState(null, "", `#${here + 1}`); } catch { /* some browsers count how often, and refuse for a while */ }
}

function goToLabel(text) {
  const asked = text.trim().split(/[–-]/)[0].trim();
  const number = state.pages.findIndex((page) => page.label === asked);
  if (number >= 0) goTo(number);
  else if (/^\d+$/.test(asked)) goTo(Number(asked) - 1);
}

// ------------------------------------------------------------------ aids

const SVG = "http://www.w3.org/2000/svg";

function drawAids(figure) {
  const isWanted = (view.grid || view.margins) && view.mode !== "overview";
  let overlay = figure.querySelector(".overlay");
  const key = `${view.grid} ${view.margins}`;
  if (!isWanted || (overlay && overlay.dataset.key !== key)) { overlay?.remove(); overlay = null; }
  if (!isWanted || overlay) return;
  const shape = state.shape, page = state.pages[figure.dataset.number];
  overlay = document.createElementNS(SVG, "svg");
  overlay.setAttribute("class", "overlay");
  overlay.setAttribute("viewBox", `0 0 ${shape.width} ${shape.height}`);
  overlay.setAttribute("aria-hidden", "true");
  overlay.dataset.key = key;
  const trace = (name, d) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", name);
    path.setAttribute("d", d);
    overlay.append(path);
  };
  const frame = (x, y, w, h) => `M${x} ${y}h${w}v${h}h${-w}z`;
  const left = figure.dataset.number % 2 === 0 ? shape.inner : shape.outer;
  const wide = shape.width - shape.inner - shape.outer, high = shape.height - shape.head - shape.foot;
  if (view.grid && page.live) {
    const column = (wide - (shape.columns - 1) * shape.gutter) / shape.columns;
    trace("columns", Array.from({ length: shape.columns }, (_, at) => frame(left + at * (column + shape.gutter), shape.head, column, high)).join(""));
    let rows = "";
    for (let y = page.top; y <= shape.height - shape.foot + 0.1; y += page.step) rows += `M${left} ${y}h${wide}`;
    trace("rows", rows);
  }
  if (view.margins) {
    if (page.live) trace("margins", frame(left, shape.head, wide, high));
    trace("safe", frame(shape.safe, shape.safe, shape.width - 2 * shape.safe, shape.height - 2 * shape.safe));
    trace("trim", frame(0, 0, shape.width, shape.height));
    trace("bled", frame(-shape.bleed, -shape.bleed, shape.width + 2 * shape.bleed, shape.height + 2 * shape.bleed));
  }
  figure.append(overlay);
}

function press(name) {
  view[name] = !view[name];
  $(name).setAttribute("aria-pressed", String(view[name]));
  remember();
  if (name === "margins") arrange();
  for (const figure of figures) if (figure.isNear) drawAids(figure);
  if (name === "follow") say(view.follow ? "The preview goes to the page that changes" : "The preview stays where it is");
}

function setLook(look) {
  view.look = look;
  $("look").value = look;
  document.documentElement.dataset.look = look;
  remember();
  for (const figure of figures) if (figure.isNear) paint(figure);
}

function setSurround(surround) {
  view.surround = surround;
  const root = document.documentElement;
  if (surround === "system") delete root.dataset.surround; else root.dataset.surround = surround;
  $("surround").setAttribute("aria-label", `Surroundings: ${surround === "system" ? "as the system" : surround}`);
  remember();
}

// ------------------------------------------------------------------ passages: what stands where, and where it comes from

function blocksOf(number) {
  if (!passages.has(number)) {
    const asked = fetch(`/blocks/${state.build}/${number}.json`).then((answer) => (answer.ok ? answer.json() : [])).catch(() => []);
    passages.set(number, asked);
  }
  return passages.get(number);
}

function pointOn(figure, event) {
  const box = figure.getBoundingClientRect(), px = box.width / state.shape.width;
  return [(event.clientX - box.left) / px, (event.clientY - box.top) / px];
}

async function blockAt(figure, event) {
  const [x, y] = pointOn(figure, event);
  const hit = (await blocksOf(Number(figure.dataset.number))).filter(({ box }) => x >= box[0] - 2 && x <= box[0] + box[2] + 2 && y >= box[1] - 1 && y <= box[1] + box[3] + 1);
  return hit.sort((one, other) => one.box[2] * one.box[3] - other.box[2] * other.box[3])[0] || null;
}

function spotAt(box, name) {
  const spot = make("button", `spot ${name}`), { width, height } = state.shape, by = 3;
  spot.type = "button";
  spot.tabIndex = -1;
  spot.style.left = `${((box[0] - by) / width) * 100}%`;
  spot.style.top = `${((box[1] - by) / height) * 100}%`;
  spot.style.width = `${((box[2] + 2 * by) / width) * 100}%`;
  spot.style.height = `${((box[3] + 2 * by) / height) * 100}%`;
  return spot;
}

let hovered = null;
desk.addEventListener("pointermove", async (event) => {
  const figure = event.target.closest?.(".page");
  if (event.pointerType === "touch" || view.mode === "overview" || !figure || !card.hidden) { unhover(); return; }
  const build = state.build, block = await blockAt(figure, event);
  if (build !== state.build || hovered?.block === block) return;
  unhover();
  if (!block || !card.hidden) return;
  const spot = spotAt(block.box, "");
  spot.setAttribute("aria-hidden", "true");
  figure.append(spot);
  hovered = { block, spot };
});
desk.addEventListener("pointerleave", unhover);
function unhover() { hovered?.spot.remove(); hovered = null; }

let pressed = null;
desk.addEventListener("pointerdown", (event) => { pressed = [event.clientX, event.clientY]; });
desk.addEventListener("click", async (event) => {
  if (event.target.closest(".flag, .spot.held")) return;
  const figure = event.target.closest(".page");
  if (!figure) { hold(null); return; }
  const number = Number(figure.dataset.number);
  if (view.mode === "overview") { here = number; setMode(view.last); return; }
  if (pressed && Math.hypot(event.clientX - pressed[0], event.clientY - pressed[1]) > 5) return;
  here = number;
  showWhere();
  const block = await blockAt(figure, event);
  if (block && held?.block === block) { hold(null); return; }
  hold(block ? { figure, block } : null, event);
});

// Hold a passage: mark it on its page, and tell where it comes from.
function hold(what, event = null) {
  drop();
  if (!what) return;
  unhover();
  const { figure, block } = what, spot = spotAt(block.box, "held");
  spot.setAttribute("aria-label", `${block.text || "picture"}. ${block.place}`);
  spot.lang = state.language;
  figure.append(spot);
  held = { ...what, spot };
  tellPlace(block, spot, event);
  if (!event) { spot.focus({ preventScroll: true }); intoSight(spot); placeCard(spot); }
}

function drop() {
  held?.spot.remove();
  held = null;
  shut();
}
function shut() { card.hidden = true; }

function deeds(one) {
  const row = make("div", "deeds");
  row.append(button("Copy the place", () => copy(one.place)));
  const address = inEditor(one);
  if (address) {
    const link = make("a", "button", "Open in the editor");
    link.href = address;
    row.append(link);
  }
  return row;
}

function inEditor({ path, line, column }) {
  if (!state.editor || !path || !/^[a-z][a-z0-9+.-]*:/i.test(state.editor)) return "";
  const whole = encodeURI(path.replaceAll("\\", "/")).replace(/[?#]/g, encodeURIComponent);
  const fits = state.editor.includes("/{path}") ? whole.replace(/^\//, "") : whole;
  return state.editor.replace("{path}", fits).replace("{line}", line).replace("{column}", column);
}

function tellPlace(block, spot, event) {
  card.replaceChildren();
  if (block.text) card.append(quoted(block.text.length > 220 ? `${block.text.slice(0, 220)} …` : block.text));
  card.append(make("p", "place", block.place), deeds(block));
  card.hidden = false;
  placeCard(spot, event);
}

function quoted(text) {
  const words = make("p", "words", text);
  words.lang = state.language;
  return words;
}

function placeCard(spot, event = null) {
  const box = spot.getBoundingClientRect(), own = card.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  const x = event ? event.clientX - 24 : box.left;
  const below = Math.min(box.bottom, frame.bottom) + 10;
  const y = below + own.height < frame.bottom ? below : Math.max(frame.top + 8, box.top - own.height - 10);
  card.style.left = `${Math.min(Math.max(8, x), innerWidth - own.width - 8)}px`;
  card.style.top = `${Math.min(y, innerHeight - own.height - 8)}px`;
}

function intoSight(spot) {
  const box = spot.getBoundingClientRect(), frame = stage.getBoundingClientRect();
  const up = box.top - frame.top - 40, down = box.bottom - frame.bottom + 40;
  const left = box.left - frame.left - 24, right = box.right - frame.right + 24;
  stage.scrollBy(left < 0 ? left : right > 0 ? Math.min(left, right) : 0, up < 0 ? up : down > 0 ? Math.min(up, down) : 0);
}

async function holdNext(by) {
  const figure = held?.figure || figures[here];
  if (!figure) return;
  const blocks = await blocksOf(Number(figure.dataset.number));
  if (!blocks.length) { say("No passage of the report stands on this page"); return; }
  const at = held ? blocks.indexOf(held.block) + by : by > 0 ? 0 : blocks.length - 1;
  hold({ figure, block: blocks[Math.min(Math.max(0, at), blocks.length - 1)] });
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say(`Copied ${text}`);
  } catch {
    say(`Copying is not allowed here. The place is ${text}`);
  }
}

// ------------------------------------------------------------------ problems

function listProblems() {
  const counts = $("counts");
  counts.replaceChildren();
  for (const kind of ["error", "warning", "note"]) {
    const count = state.problems.filter((one) => one.severity === kind).length;
    if (!count) continue;
    const mark = make("span", `tally ${kind}`, String(count));
    mark.append(make("span", "unseen", ` ${kind}${count > 1 ? "s" : ""}`));
    counts.append(mark);
  }
  if (!state.problems.length) counts.textContent = "No problems";
  $("sum").textContent = capital(tally());
  list.classList.toggle("stale", !state.checked && state.current);
  const key = JSON.stringify(state.problems);
  if (list.key !== key) {
    list.key = key;
    chosen = -1;
    list.replaceChildren(...(state.problems.length ? state.problems.map(entry) : [make("li", "none", "Nothing is wrong with the report as it stands.")]));
  }
  raiseFlags();
}

function entry(problem, number) {
  const item = make("li", problem.severity);
  item.tabIndex = -1;
  const severity = make("p", `severity ${problem.severity}`);
  severity.append(make("b", "", problem.severity), make("code", "", problem.code));
  item.append(severity, worded(make("p", "message"), capital(problem.message)));
  if (problem.excerpt) {
    const [before, fault, after] = problem.excerpt, line = make("p", "excerpt");
    line.append(before, make("mark", "", fault), after);
    item.append(line);
  }
  for (const [name, title] of [["expected", ""], ["why", "Why: "], ["hint", "Try: "]]) {
    if (!problem[name]) continue;
    const text = make("p", "more");
    if (title) text.append(make("span", "", title));
    item.append(worded(text, problem[name]));
  }
  if (problem.place) item.append(make("p", "place", problem.place));
  const row = problem.place ? deeds(problem) : make("div", "deeds");
  if (problem.page !== undefined) row.prepend(button(`Show on page ${state.pages[problem.page]?.label ?? ""}`, () => goToProblem(number)));
  item.append(row);
  return item;
}

function raiseFlags() {
  for (const flag of desk.querySelectorAll(".flag")) flag.remove();
  const rank = { error: 0, warning: 1, note: 2 };
  state.problems.forEach((problem, number) => {
    const figure = figures[problem.page];
    if (!figure || problem.page === undefined) return;
    const [x, y, , height] = problem.box, flag = button("", () => { setPanel(true); choose(number, true); }, `flag ${problem.severity}`);
    flag.tabIndex = -1;
    flag.title = problem.message;
    flag.setAttribute("aria-label", `${problem.severity}: ${problem.message}`);
    flag.style.left = `calc(${(Math.max(10, x - 9) / state.shape.width) * 100}% - 6px)`;
    flag.style.top = `${(y / state.shape.height) * 100}%`;
    flag.style.height = `${(height / state.shape.height) * 100}%`;
    flag.style.zIndex = 4 - rank[problem.severity];
    figure.append(flag);
  });
}

function choose(number, takesFocus = false) {
  list.querySelector(".chosen")?.classList.remove("chosen");
  chosen = number;
  const item = list.children[number];
  if (!item) return;
  item.classList.add("chosen");
  item.scrollIntoView({ block: "nearest" });
  if (takesFocus) item.focus({ preventScroll: true });
}

function goToProblem(number) {
  const problem = state.problems[number];
  if (!problem) return;
  choose(number);
  if (problem.page === undefined || !figures[problem.page]) {
    say(`${problem.severity}: ${problem.message}${problem.place ? ` (${problem.place})` : ""}`);
    return;
  }
  drop();
  if (view.mode === "overview") setMode(view.last);
  here = problem.page;
  const figure = figures[here];
  if (!isInSight(figure)) bring(figure);
  const spot = spotAt(problem.box, "found");
  spot.setAttribute("aria-hidden", "true");
  figure.append(spot);
  intoSight(spot);
  setTimeout(() => spot.remove(), 3600);
  showWhere();
  say(`${problem.severity} on page ${state.pages[here].label}: ${problem.message}`);
}

function setPanel(isOpen, isKept = true) {
  if ($("panel").hidden === !isOpen) return;
  const anchor = whereabouts();
  $("panel").hidden = !isOpen;
  $("problems").setAttribute("aria-expanded", String(isOpen));
  if (isKept) { view.panel = isOpen; remember(); }
  if (state?.shape) resize(anchor);
}

// ------------------------------------------------------------------ hands and keys

$("back").addEventListener("click", () => leaf(-1));
$("on").addEventListener("click", () => leaf(1));
$("in").addEventListener("click", () => step(1.2));
$("out").addEventListener("click", () => step(1 / 1.2));
$("zoom").addEventListener("change", ({ target }) => setZoom(Number(target.value) || target.value));
$("look").addEventListener("change", ({ target }) => setLook(target.value));
for (const name of ["grid", "margins", "follow"]) $(name).addEventListener("click", () => press(name));
for (const one of document.querySelectorAll("#modes button")) one.addEventListener("click", () => setMode(one.dataset.mode));
$("surround").addEventListener("click", turnSurround);
$("help").addEventListener("click", () => $("keys").showModal());
$("problems").addEventListener("click", () => setPanel($("panel").hidden));
$("shut").addEventListener("click", () => { setPanel(false); $("problems").focus(); });
where.addEventListener("focus", () => where.select());
where.addEventListener("blur", showWhere);
where.addEventListener("keydown", (event) => {
  if (event.key === "Enter") { goToLabel(where.value); figures[here]?.focus({ preventScroll: true }); }
  if (event.key === "Escape") { where.blur(); figures[here]?.focus({ preventScroll: true }); }
  event.stopPropagation();
});

function turnSurround() {
  const order = ["system", "light", "dark"];
  setSurround(order[(order.indexOf(view.surround) + 1) % 3]);
  say($("surround").getAttribute("aria-label"));
}

stage.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  step(Math.exp(-Math.max(-60, Math.min(60, event.deltaY)) / 240), { x: event.clientX, y: event.clientY });
}, { passive: false });

const KEYS = {
  ArrowLeft: () => leaf(-1), ArrowRight: () => leaf(1), PageUp: () => leaf(-1), PageDown: () => leaf(1),
  Home: () => goTo(0), End: () => goTo(figures.length - 1),
  g: () => where.focus(), "+": () => step(1.2), "=": () => step(1.2), "-": () => step(1 / 1.2), "−": () => step(1 / 1.2),
  0: () => setZoom("page"), w: () => setZoom("width"), 1: () => setZoom(1),
  s: () => setMode(view.mode === "spreads" ? "single" : "spreads"), o: () => setMode(view.mode === "overview" ? view.last : "overview"),
  b: () => press("grid"), m: () => press("margins"), f: () => press("follow"), d: turnSurround,
  p: () => { setLook(LOOKS[(LOOKS.indexOf(view.look) + 1) % 3]); say(`Colours: ${$("look").selectedOptions[0].text}`); },
  e: () => { const opens = $("panel").hidden; setPanel(opens); if (opens) (list.querySelector(".chosen") || list.firstElementChild)?.focus(); else figures[here]?.focus({ preventScroll: true }); },
  n: () => nextProblem(1), N: () => nextProblem(-1), "?": () => $("keys").showModal(),
  c: () => { const one = held?.block || state.problems[chosen]; if (one?.place) copy(one.place); else say("Mark a passage first: Enter on a page, or a click"); },
};

function nextProblem(by) {
  if (!state.problems.length) { say("No problems"); return; }
  goToProblem((Math.max(chosen, by > 0 ? -1 : 0) + by + state.problems.length) % state.problems.length);
}

document.addEventListener("keydown", (event) => {
  if (!state || event.ctrlKey || event.metaKey || event.altKey || $("keys").open || event.target.closest("select, input")) return;
  const inList = event.target.closest("#list");
  if (event.key === "Escape") {
    if (held) { const { figure } = held; drop(); figure.focus({ preventScroll: true }); }
    else if (!$("panel").hidden) { setPanel(false); figures[here]?.focus({ preventScroll: true }); }
    else if (view.mode === "overview") setMode(view.last);
    return;
  }
  if (inList && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const items = [...list.children], at = items.indexOf(event.target.closest("li"));
    items[Math.min(Math.max(0, at + (event.key === "ArrowDown" ? 1 : -1)), items.length - 1)]?.focus();
    event.preventDefault();
    return;
  }
  if (inList && event.key === "Enter" && event.target.tagName === "LI") { goToProblem([...list.children].indexOf(event.target)); return; }
  const onPage = event.target.closest(".page") || held;
  if (event.key === "Enter" && event.target.closest(".spot.held")) { card.querySelector("a")?.click(); event.preventDefault(); return; }
  if (event.key === "Enter" && onPage && !event.target.closest("button:not(.spot), a")) {
    if (view.mode === "overview") setMode(view.last); else if (!held) holdNext(1);
    event.preventDefault();
    return;
  }
  if (held && (event.key === "ArrowDown" || event.key === "ArrowUp")) { holdNext(event.key === "ArrowDown" ? 1 : -1); event.preventDefault(); return; }
  const act = KEYS[event.key] || (event.key.length === 1 && !event.shiftKey ? KEYS[event.key.toLowerCase()] : null);
  if (!act) return;
  event.preventDefault();
  const hadPage = document.activeElement === stage || document.activeElement === document.body || document.activeElement.classList.contains("page");
  act();
  if (hadPage && document.activeElement !== where && !inList && !$("keys").open) figures[here]?.focus({ preventScroll: true });
});

addEventListener("resize", () => resize(seen));
stage.addEventListener("scroll", () => { if (!card.hidden && held) placeCard(held.spot); }, { passive: true });
addEventListener("hashchange", () => goTo(Number(location.hash.slice(1)) - 1));

here = Math.max(0, (Number(location.hash.slice(1)) || 1) - 1);
for (const name of ["grid", "margins", "follow"]) $(name).setAttribute("aria-pressed", String(view[name]));
setSurround(view.surround);
$("look").value = view.look;
if (view.panel) setPanel(true);
stage.focus({ preventScroll: true }); // so that ↑ and ↓ scroll from the start
listen();
