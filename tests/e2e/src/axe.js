// Looks for barriers with axe, once in the colours and at the width that are set, and says what it found in lines.
const [rules, exceptions, done] = arguments;
const options = {
  resultTypes: ["violations"],
  iframes: false,
  preload: false,
  runOnly: rules,
};
const isExpected = (rule, node) => {
  const element = document.querySelector(node.target.at(-1));
  return exceptions.some((one) => one.rule === rule && element?.closest(one.within));
};
const line = (violation, node) => {
  const measured = node.any.concat(node.all, node.none).map((check) => check.message).join("; ");
  return `${violation.id} (${violation.impact}): ${node.target.join(" ")}: ${measured} | ${node.html.slice(0, 160)}`;
};
// Twice, so that what follows a change of the width has been laid out as well.
requestAnimationFrame(() => requestAnimationFrame(() => {
  axe.run(document, options).then(
    ({ violations }) => done(violations.flatMap((violation) =>
      violation.nodes.filter((node) => !isExpected(violation.id, node)).map((node) => line(violation, node)))),
    (error) => done([`axe itself failed: ${error}`]),
  );
}));
