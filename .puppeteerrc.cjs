// A browser is looked for, and only fetched by whoever needs one and has none.
module.exports = { skipDownload: true };
