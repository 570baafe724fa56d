// Keeps the panel of a run up to date. Values are changed in place: nothing is rebuilt, the focus never moves
// unless the focused button goes away. Without this script the page is right all the same, by its refresh link.
const VISIBLE_MS = 2000;
const HIDDEN_MS = 10000;
const LONGEST_MS = 60000;
const FRESH_EACH = 5;
const ACTIVE = ["queued", "running", "paused", "cancelling", "interrupted"];

const panel = document.querySelector("[data-live]");
const pageTitle = document.title;
let timer = 0;
let failures = 0;
let quarter = 0;
let polls = 0;
let state = panel?.dataset.state ?? "";

const one = (selector, within = panel) => within.querySelector(selector);

function put(node, text) {
  if (node && node.textContent !== String(text)) node.textContent = text;
}

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function setBar(bar, value, max) {
  if (max === null) {
    bar.removeAttribute("value");
    return;
  }
  bar.max = Math.max(max, 1);
  bar.value = value;
}

function showPhase(phase) {
  const row = one(`[data-phase="${CSS.escape(phase.name)}"]`);
  if (!row) return;
  const known = phase.total_known || phase.state !== "open";
  setBar(one("progress", row), phase.done, known ? phase.total : null);
  const text = one("[data-of]", row);
  put(text, fill(known ? text.dataset.of : text.dataset.soFar, phase));
}

function timeLeft(range) {
  const last = Math.ceil(range[1] / 60);
  if (last <= 1) return panel.dataset.moment;
  return fill(panel.dataset.minutes, { low: Math.max(1, Math.floor(range[0] / 60)), high: last });
}

function setLink(link, address) {
  if (address) link.setAttribute("href", address);
  else link.removeAttribute("href");
}

function showRecentItem(node, item) {
  const picture = one("[data-picture]", node);
  const link = one("[data-link]", node);
  const spotify = one("[data-spotify]", node);
  if (item.picture) {
    if (picture.getAttribute("src") !== item.picture) picture.src = item.picture;
  } else {
    picture.removeAttribute("src");
  }
  picture.hidden = !item.picture;
  setLink(link, item.url);
  setLink(spotify, item.spotify_url);
  spotify.hidden = item.source !== "spotify";
  put(one("[data-spotify-of]", node), item.label);
  const deezer = one("[data-deezer]", node);
  setLink(deezer, item.deezer_url);
  deezer.hidden = item.source !== "deezer";
  put(one("[data-deezer-of]", node), item.label);
  put(one("[data-label]", node), item.label);
  put(one("[data-outcome]", node), item.outcome_label);
  put(one("[data-sentence]", node), item.sentence);
}

function showRecent(items) {
  const list = one("[data-recent]");
  if (list.contains(document.activeElement)) return; // a link in use keeps its place
  one("[data-recent-part]").hidden = items.length === 0;
  while (list.children.length < items.length) {
    list.append(one("[data-recent-part] template").content.cloneNode(true));
  }
  while (list.children.length > items.length) list.lastElementChild.remove();
  items.forEach((item, place) => showRecentItem(list.children[place], item));
  for (const notice of panel.querySelectorAll("[data-owed]")) {
    notice.hidden = !items.some((item) => item.source === notice.dataset.owed);
  }
}

function showProblem(name) {
  for (const node of panel.querySelectorAll("[data-problem]")) node.hidden = node.dataset.problem !== name;
}

// At the start, each quarter, a pause and the end; never for each item.
function announce(run) {
  const reached = Math.floor(run.percent / 25);
  if (run.state === state && reached <= quarter) return;
  state = run.state;
  quarter = Math.max(quarter, reached);
  put(one("[data-announce]"), run.message);
}

function hide(node) {
  if (node.contains(document.activeElement)) one("#live-headline").focus();
  node.hidden = true;
}

function waits(run, seconds) {
  return run.state === "paused" && Date.parse(run.resume_at) - Date.now() > seconds * 1000;
}

function showEnd(run) {
  for (const node of panel.querySelectorAll("[data-while-active]")) hide(node);
  for (const node of panel.querySelectorAll("[data-when-over]")) node.hidden = false;
  if (run.status === "error") one("[data-message]").setAttribute("role", "alert");
  one("[data-message]").classList.toggle("aime-alarm", run.status === "error");
  document.title = pageTitle;
}

function show(run) {
  const active = ACTIVE.includes(run.state);
  announce(run);
  put(one("[data-message]"), run.message);
  put(one("[data-percent]"), run.percent);
  setBar(one("[data-overall]"), run.percent, 100);
  run.phases.forEach(showPhase);
  for (const node of panel.querySelectorAll("[data-count]")) put(node, run.counts[node.dataset.count]);
  const tokens = run.phases.reduce((sum, phase) => sum + phase.tokens, 0);
  one("[data-estimated]").hidden = !run.phases.some((phase) => phase.estimated_tokens);
  put(one("[data-tokens]"), tokens.toLocaleString(document.documentElement.lang));
  put(one("[data-current]"), run.current_item);
  one("[data-current-part]").hidden = !run.current_item;
  one("[data-time-part]").hidden = !run.eta_range;
  if (run.eta_range) put(one("[data-time-left]"), timeLeft(run.eta_range));
  showRecent(run.recent);
  one("[data-review]").hidden = !run.counts.review;
  const cancel = one("[data-cancel]");
  if (cancel && run.state === "cancelling" && !cancel.hidden) hide(cancel);
  const tonight = one("[data-tonight]");
  if (tonight && waits(run, tonight.dataset.tonight)) tonight.hidden = false;
  else if (tonight && !tonight.hidden) hide(tonight);
  if (active) document.title = fill(panel.dataset.title, run);
  else showEnd(run);
  return active;
}

// What a person is at, or has chosen there, stays.
const isInUse = (part) =>
  part.contains(document.activeElement) ||
  [...part.querySelectorAll("option")].some((option) => option.selected !== option.defaultSelected);

function renew(part, now) {
  const here = now.getAttribute("aria-current");
  if (here) part.setAttribute("aria-current", here);
  else part.removeAttribute("aria-current");
  if (!isInUse(part)) part.replaceChildren(...now.childNodes);
}

// Rings, lists and what can be done next are the page's own, so they are taken from the page as it is now. Of a part
// within another the page has nothing left once the outer one is renewed.
async function freshen() {
  const reply = await fetch(location.href, { cache: "no-store" });
  if (!reply.ok || reply.redirected) return;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  for (const part of document.querySelectorAll("[data-fresh]")) {
    const now = one(`[data-fresh="${part.dataset.fresh}"]`, page);
    if (now) renew(part, now);
  }
}

async function poll() {
  try {
    const reply = await fetch(panel.dataset.url, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (reply.status === 401 || reply.status === 403) return stop("expired");
    if (reply.status === 404) return stop("gone");
    if (!reply.ok) throw new Error(String(reply.status));
    const run = await reply.json();
    failures = 0;
    showProblem("");
    const active = show(run);
    polls += 1;
    if (!active || polls % FRESH_EACH === 0) await freshen();
    if (active) wait();
  } catch {
    failures += 1;
    showProblem("lost");
    wait();
  }
}

function stop(problem) {
  showProblem(problem);
  document.title = pageTitle;
}

function wait() {
  const pace = document.hidden ? HIDDEN_MS : VISIBLE_MS;
  timer = setTimeout(poll, Math.min(pace * 2 ** failures, LONGEST_MS));
}

const hideBroken = (picture) => { picture.hidden = true; };

if (panel) {
  panel.addEventListener("error", (event) => hideBroken(event.target), true);
  [...panel.querySelectorAll("img[src]")].filter((img) => img.complete && !img.naturalWidth).forEach(hideBroken);
}

if (panel?.dataset.active === "true") {
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !timer) return;
    clearTimeout(timer);
    poll();
  });
  wait();
}
