// Visible elements of the page by role and accessible name, as assistive technology would find them. An approximation:
// names come from aria attributes, labels, alternative texts and content, in that order. Open shadow roots are searched.
// The last two arguments, where given, name the part of the page that is searched.
const [wantedRole, wantedName, partRole, partName] = arguments;

const NATIVE = {
  alert: "",
  article: "article",
  banner: "header",
  button: "button, input[type=button], input[type=submit], summary",
  cell: "td",
  checkbox: "input[type=checkbox]",
  columnheader: "th",
  combobox: "select:not([multiple])",
  complementary: "aside",
  contentinfo: "footer",
  dialog: "dialog[open]",
  form: "form",
  group: "fieldset, details",
  heading: "h1, h2, h3, h4, h5, h6",
  img: "img",
  link: "a[href]",
  list: "ul, ol",
  listbox: "select[multiple]",
  listitem: "li",
  main: "main",
  meter: "meter",
  navigation: "nav",
  option: "option",
  progressbar: "progress",
  radio: "input[type=radio]",
  region: "section[aria-label], section[aria-labelledby]",
  row: "tr",
  searchbox: "input[type=search]",
  slider: "input[type=range]",
  spinbutton: "input[type=number]",
  status: "output",
  table: "table",
  textbox: "input:not([type]), input[type=text], input[type=email], input[type=url], input[type=password], textarea",
};
const NAMED_BY_CONTENT = new Set([
  "button", "cell", "checkbox", "columnheader", "heading", "link", "listitem", "menuitem", "menuitemcheckbox",
  "menuitemradio", "option", "radio", "row", "status", "alert", "switch", "tab", "tooltip", "treeitem", "gridcell",
]);

const tidy = (text) => (text ?? "").replace(/\s+/g, " ").trim();

function spoken(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute("aria-hidden") === "true") return "";
  if (!node.checkVisibility()) return "";
  const own = node.getAttribute("aria-label") ?? node.getAttribute("alt");
  if (own) return ` ${own} `;
  const inside = [...node.childNodes].map(spoken).join("");
  return getComputedStyle(node).display === "inline" ? inside : ` ${inside} `;
}

function nameOf(element, role) {
  const root = element.getRootNode();
  const labelledBy = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
  const byReference = tidy(labelledBy.map((id) => root.getElementById?.(id)?.textContent ?? "").join(" "));
  if (byReference) return byReference;
  const label = tidy(element.getAttribute("aria-label"));
  if (label) return label;
  const labels = tidy([...(element.labels ?? [])].map((one) => [...one.childNodes].map(spoken).join("")).join(" "));
  if (labels) return labels;
  if (element.matches("fieldset")) return tidy(element.querySelector("legend")?.textContent);
  if (element.matches("table")) return tidy(element.caption?.textContent);
  if (element.matches("input[type=button], input[type=submit]")) return tidy(element.value);
  const alternative = tidy(element.getAttribute("alt"));
  if (alternative) return alternative;
  const content = NAMED_BY_CONTENT.has(role) ? tidy([...element.childNodes].map(spoken).join("")) : "";
  return content || tidy(element.getAttribute("title")) || tidy(element.getAttribute("placeholder"));
}

function* elementsUnder(root) {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* elementsUnder(element.shadowRoot);
  }
}

const hasRole = (element, role) => {
  if (element.hasAttribute("role")) return element.getAttribute("role").split(/\s+/)[0] === role;
  return Boolean(NATIVE[role]) && element.matches(NATIVE[role]);
};
const isReachable = (element) =>
  element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) &&
  !element.closest("[aria-hidden=true], [inert]");

function find(root, role, name) {
  const found = [...elementsUnder(root)].filter((element) => hasRole(element, role) && isReachable(element));
  const named = found.map((element) => ({ element, name: nameOf(element, role) }));
  if (name === null) return named;
  const exact = named.filter((one) => one.name === name);
  const wanted = name.toLowerCase();
  return exact.length > 0 ? exact : named.filter((one) => one.name.toLowerCase().includes(wanted));
}

const parts = partRole ? find(document, partRole, partName).map((part) => part.element) : [document];
return parts.flatMap((part) => find(part, wantedRole, wantedName));
