// A picture that cannot be loaded gives way to the initials under it.
(() => {
  const giveWay = (picture) => picture.classList.add("broken");

  // Errors of pictures do not bubble, so they are caught on their way down.
  document.addEventListener(
    "error",
    (event) => {
      if (event.target instanceof HTMLImageElement && event.target.matches(".picture")) giveWay(event.target);
    },
    true,
  );

  // Some failed before this script ran.
  for (const picture of document.querySelectorAll("img.picture")) {
    if (picture.complete && picture.naturalWidth === 0 && picture.currentSrc) giveWay(picture);
  }
})();
