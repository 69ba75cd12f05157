// <form data-confirm="sentence" data-yes="word on the button"> asks before it is sent; so does a submit button of its own.
let agreed = null;

const ask = (form, asker, submitter) => {
  const box = document.getElementById("confirm-box");
  const yes = box.querySelector("[data-yes]");
  box.querySelector("p").textContent = asker.dataset.confirm;
  yes.textContent = asker.dataset.yes || submitter?.textContent.trim() || "";
  yes.onclick = () => {
    box.close();
    agreed = form;
    form.requestSubmit(submitter || undefined);
  };
  box.querySelector("[data-no]").onclick = () => box.close();
  box.showModal();
  box.querySelector("[data-no]").focus();
};

document.addEventListener("submit", (event) => {
  const asker = event.submitter?.dataset.confirm ? event.submitter : event.target;
  if (!asker.dataset.confirm || agreed === event.target) {
    agreed = null;
    return;
  }
  const box = document.getElementById("confirm-box");
  if (box?.showModal) {
    event.preventDefault();
    event.stopImmediatePropagation();
    ask(event.target, asker, event.submitter);
  } else if (!window.confirm(asker.dataset.confirm)) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);
