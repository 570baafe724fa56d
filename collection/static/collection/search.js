// "/" puts the cursor into the search. On its page the answers follow what is typed; without this script Enter asks.
(() => {
  const field = document.getElementById("search-everything");
  if (!field) return;
  const answers = document.getElementById("answers");
  const writes = (place) => place.matches("input, textarea, select, [contenteditable]");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  if (!answers) return;
  let waiting = 0;
  let asked = null;
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const address = `${field.form.getAttribute("action")}?q=${encodeURIComponent(field.value)}`;
    try {
      const reply = await fetch(`${address}&part=1`, { signal: asked.signal });
      if (!reply.ok || reply.redirected) return;
      answers.innerHTML = await reply.text();
      history.replaceState(null, "", address);
    } catch (problem) {
      if (problem.name !== "AbortError") throw problem;
    }
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
})();
