// What htmx does not tell: that live results did not arrive. Everything works without this file.
function tellFailure() {
  const status = document.getElementById("result-count");
  if (status) status.textContent = "The results could not be fetched. Press Search to try again.";
}
document.addEventListener("htmx:sendError", tellFailure);
document.addEventListener("htmx:responseError", tellFailure);
