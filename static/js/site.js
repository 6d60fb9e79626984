// What htmx does not do. Everything works without this file.

// It does not tell that live results did not arrive.
function tellFailure() {
  const status = document.getElementById("result-count");
  if (status) status.textContent = "The results could not be fetched. Press Search to try again.";
}
document.addEventListener("htmx:sendError", tellFailure);
document.addEventListener("htmx:responseError", tellFailure);

// It takes Back from a place further down the page for Back to another page. So a jump makes no entry of its own.
document.addEventListener("click", (event) => {
  const jump = event.target.closest(".jumps a");
  const place = jump && document.getElementById(jump.hash.slice(1));
  if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView();
});
