// n8n finds nodes and credentials through the "n8n" block of package.json; this file only gives
// the package a main entry that can be required without side effects.
module.exports = {};
