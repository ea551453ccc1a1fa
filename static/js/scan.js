// Cards that the camera reads: each does what its address does, typed into the form.
"use strict";

{
  const scan = document.getElementById("scan");
  const form = scan?.closest("form");
  const video = scan?.querySelector("video");
  const view = scan?.querySelector("[data-view]");
  const start = scan?.querySelector("[data-start]");
  const said = scan?.querySelector("[role=status]");
  const OFTEN = 150; // milliseconds from one look to the next
  const SAME = 5000; // for so long a card that is held up is the same one
  const WIDE = 640; // pixels are enough for a card

  const tell = (words, tone = "") => {
    said.textContent = words;
    said.className = `hh-scan-said ${tone}`;
  };
  const say = (what, tone) => tell(said.dataset[what], tone);

  // The browser's own reader where there is one, else a package that is fetched for it.
  const readerOf = async () => {
    const formats = (await window.BarcodeDetector?.getSupportedFormats()) ?? [];
    if (formats.includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(video))[0]?.rawValue;
    }
    await new Promise((done, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: scan.dataset.reader, onload: done, onerror: failed });
      document.head.append(script);
    });
    const canvas = document.createElement("canvas");
    const drawn = canvas.getContext("2d", { willReadFrequently: true });
    return () => {
      canvas.width = Math.min(WIDE, video.videoWidth);
      canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
      drawn.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data } = drawn.getImageData(0, 0, canvas.width, canvas.height);
      return jsQR(data, canvas.width, canvas.height)?.data;
    };
  };

  let last = { text: "", act: "", at: 0 };
  const found = (text) => {
    const act = form.elements.scanned.value;
    const isHeld = text === last.text && act === last.act && Date.now() - last.at < SAME;
    last = { text, act, at: Date.now() };
    if (isHeld) return;
    if (!text.includes("/cards/")) return say("strange", "hh-wait");
    form.elements.who.value = text;
    form.requestSubmit(form.querySelector(`button[name=act][value=${act}]`));
    navigator.vibrate?.(80);
    say("read", "hh-ok");
  };

  // What the city says of it, at once where there is a network.
  document.addEventListener("kept:answered", ({ detail: { name, detail, isDone } }) => {
    tell(name ? `${name}: ${detail}` : detail, isDone ? "hh-ok" : "hh-wait");
  });

  const look = async (read) => {
    if (!video.srcObject) return;
    const text = video.readyState >= 2 ? await read() : "";
    if (text) found(text);
    setTimeout(look, OFTEN, read);
  };

  const stop = () => {
    for (const track of video.srcObject?.getTracks() ?? []) track.stop();
    video.srcObject = null;
    location.reload(); // the page then says how it is
  };

  const begin = async () => {
    start.disabled = true;
    try {
      const read = await readerOf();
      const wanted = { video: { facingMode: "environment" } };
      video.srcObject = await navigator.mediaDevices.getUserMedia(wanted);
      await video.play();
      start.hidden = true;
      view.hidden = false;
      scan.scrollIntoView({ block: "start" });
      say("hold");
      look(read);
    } catch (problem) {
      say(problem.name === "NotAllowedError" ? "denied" : "none", "hh-wait");
    } finally {
      start.disabled = false;
    }
  };

  if (scan && navigator.mediaDevices?.getUserMedia) {
    scan.hidden = false;
    start.addEventListener("click", begin);
    scan.querySelector("[data-stop]").addEventListener("click", stop);
  }
}
