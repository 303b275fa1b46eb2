// Titles of pages while somebody types: the editable combobox of the ARIA practices. The form works without it.
const WAIT = 150, SHORTEST = 2;

const set = (element, attributes) => {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
  return element;
};
const make = (name, attributes) => set(document.createElement(name), attributes);

const words = document.querySelector("[data-suggestions]").dataset;

function suggest(form) {
  const field = form.elements.q, id = `${field.id}-list`;
  const list = make("div", { id, class: "suggestions", role: "listbox", "aria-label": words.label, hidden: "" });
  const status = make("p", { class: "hidden", role: "status" });
  let timer, request, chosen;

  const choose = option => {
    chosen?.setAttribute("aria-selected", false);
    chosen = option;
    set(field, { "aria-activedescendant": option?.id ?? "" });
    if (option) set(option, { "aria-selected": true }).scrollIntoView({ block: "nearest" });
  };

  const open = is => {
    choose();
    list.hidden = !is;
    set(field, { "aria-expanded": is });
  };

  const close = () => {
    clearTimeout(timer);
    request?.abort();
    open(false);
    status.textContent = "";
  };

  const load = async () => {
    request?.abort();
    const typed = field.value.trim();
    if (typed.length < SHORTEST) return close();
    const { signal } = request = new AbortController();
    try {
      const answer = await fetch(`${words.suggestions}?q=${encodeURIComponent(typed)}`, { signal });
      const [, titles, kinds, urls] = await answer.json();
      list.replaceChildren(...titles.map((title, i) => {
        const option = make("a", { id: id + i, role: "option", href: urls[i], tabindex: -1 });
        option.append(`${title} `, make("small"));
        option.lastChild.append(kinds[i]);
        return option;
      }));
      open(titles.length > 0);
      status.textContent = titles.length ? words.some.replace("#", titles.length) : words.none;
    } catch {
      signal.aborted || close();
    }
  };

  const move = step => {
    if (list.hidden) return load();
    const options = [...list.children, undefined]; // past either end is the field itself
    choose(options.at((options.indexOf(chosen) + step) % options.length));
  };

  set(field, { role: "combobox", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": false });
  form.append(list, status);
  form.onsubmit = field.onblur = list.onclick = close;
  list.onmousedown = () => false; // the field keeps the focus
  field.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(load, WAIT);
  };
  field.onkeydown = event => {
    const act = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: chosen && (() => chosen.click()),
      Escape: !list.hidden && close,
    }[event.key];
    if (!act || event.isComposing) return;
    event.preventDefault();
    act();
  };
}

document.querySelectorAll("form.search").forEach(suggest);
