// The page checks itself: the data against its digest, each text against its own, each quote against its place.

/** What differs, as sentences; and how much was checked. `digests` is false where the browser cannot compute them. */
async function verify(block, documents) {
  const digests = globalThis.crypto?.subtle !== undefined;
  const problems = [];
  let quotes = 0;
  if (digests && (await sha256(block)) !== document.querySelector("meta[name=data-sha256]").content) {
    problems.push("The data in this page is not what was written into it.");
  }
  for (const view of documents) {
    const string = view.record.source.text;
    if (digests && (await sha256(string)) !== view.text_sha256) {
      problems.push(`${view.name}: the text is not the one that was read.`);
    }
    const text = makeText(string);
    for (const { span, place } of spansIn(view.record, "")) {
      quotes += 1;
      if (text.slice(span.start, span.end) !== span.text) {
        const [said, found] = [span.text, text.slice(span.start, span.end)].map((words) => clipped(words, 60));
        problems.push(`${view.name}: ${place} quotes “${said}”, but the text has “${found}” there.`);
      }
    }
  }
  return { problems, quotes, digests };
}

/** Every span in a part of the record, with the name of the record that holds it. */
function* spansIn(value, place) {
  if (value === null || typeof value !== "object") return;
  if (typeof value.text === "string" && typeof value.start === "number" && typeof value.end === "number") {
    yield { span: value, place };
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    if (key !== "source") yield* spansIn(part, Array.isArray(value) ? part?.id ?? place : place || key);
  }
}

/** Show what the check found: a badge if all is well, a banner that says what differs if not. */
async function showVerification(block) {
  const { problems, quotes, digests } = await verify(block, page.documents);
  const badge = byId("badge");
  const texts = page.documents.length === 1 ? "text" : counted(page.documents.length, "text");
  if (problems.length > 0) {
    badge.textContent = "changed after it was written";
    badge.className = "badge bad";
    alarm("This page was changed after it was written. Do not rely on it.", problems);
  } else if (!digests) {
    badge.textContent = `${counted(quotes, "quote")} verified; the text cannot be checked here`;
    badge.title = "This browser offers no SHA-256 to pages of this kind.";
  } else {
    badge.textContent = `${texts} and ${counted(quotes, "quote")} verified`;
    badge.title = "SHA-256 of the data and of each text agree, and every quote stands where its record says.";
    badge.className = "badge good";
  }
}

const PROBLEMS_SHOWN = 8;

/** A banner over everything else. */
function alarm(heading, problems) {
  const more = problems.length - PROBLEMS_SHOWN;
  byId("banner").replaceChildren(
    el("strong", {}, heading),
    el("ul", {}, problems.slice(0, PROBLEMS_SHOWN).map((problem) => el("li", {}, problem)),
      more > 0 ? el("li", {}, `and ${counted(more, "further difference")}`) : null),
  );
  byId("banner").hidden = false;
}

async function sha256(string) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(string));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
