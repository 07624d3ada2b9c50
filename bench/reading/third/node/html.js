// node html.js PAGE.html TO.docx: has html-to-docx turn a page into a Word file.
const fs = require("fs");
require("html-to-docx")(fs.readFileSync(process.argv[2], "utf8"), null, { font: "Calibri", table: { row: { cantSplit: false } } })
  .then((data) => fs.writeFileSync(process.argv[3], Buffer.from(data)))
  .catch((error) => { console.error(error); process.exit(1); });
