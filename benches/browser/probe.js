// Runs in the measured page before its own scripts. It counts frames in which the picture changed: a canvas of the design
// was painted, or moved. It touches no other thing, so that what is measured is the app.
(() => {
    "use strict";
    const HOST = "#design-canvas";
    const seen = { frames: 0, moved: 0, since: 0, last_change: 0, last_input: 0, delays: [] };
    let changed = false;
    // The first input that waits for a frame, the one that the frame being painted answers, and how long that took.
    let waiting = null;
    let answered = null;
    let delay = null;
    let opening = null;

    const change = () => {
        changed = true;
        seen.last_change = performance.now();
        if (answered === null) {
            answered = waiting;
            waiting = null;
        }
        if (answered !== null) delay = seen.last_change - answered;
    };
    // What is painted on a hidden canvas is seen when it is shown, which is a change of its style.
    const is_seen = (canvas) => canvas.style.visibility !== "hidden";
    const painting = CanvasRenderingContext2D.prototype;
    for (const name of ["clearRect", "drawImage"]) {
        const original = painting[name];
        painting[name] = function (...given) {
            if (this.canvas.parentElement?.matches(HOST) && is_seen(this.canvas)) change();
            return original.apply(this, given);
        };
    }
    // Canvases that are moved by their style, wherever the app puts them.
    const moves = new MutationObserver((records) => {
        if (records.some(({ target }) => target.matches(`${HOST} canvas`) && is_seen(target))) change();
    });
    moves.observe(document, { subtree: true, attributes: true, attributeFilter: ["style"] });

    addEventListener("pointermove", (event) => {
        const first = event.getCoalescedEvents?.()[0] ?? event;
        waiting ??= first.timeStamp;
        seen.last_input = event.timeStamp;
    }, { capture: true });
    addEventListener("wheel", (event) => { seen.last_input = event.timeStamp; }, { capture: true, passive: true });

    const tick = () => {
        seen.frames += 1;
        if (changed) {
            seen.moved += 1;
            if (opening && opening.first === null) opening.first = seen.frames;
        }
        if (opening && opening.first !== null && seen.frames > opening.first) {
            opening.done(performance.now() - opening.since);
            opening = null;
        }
        if (delay !== null) seen.delays.push(delay);
        changed = false;
        answered = delay = null;
        requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);

    // A worker that fetches everything in the background is no part of any figure.
    if (self.ServiceWorkerContainer) ServiceWorkerContainer.prototype.register = () => new Promise(() => {});

    const memories = new Set();
    for (const name of ["instantiate", "instantiateStreaming"]) {
        const original = WebAssembly[name];
        WebAssembly[name] = async (...given) => {
            const made = await original.apply(WebAssembly, given);
            for (const value of Object.values((made.instance ?? made).exports)) {
                if (value instanceof WebAssembly.Memory) memories.add(value);
            }
            return made;
        };
    }

    const pause = (millis) => new Promise((done) => setTimeout(done, millis));

    window.benchProbe = {
        begin() {
            waiting = answered = delay = null;
            Object.assign(seen, { frames: 0, moved: 0, since: performance.now(), delays: [] });
        },
        // Frames a second in which the picture changed, and when it came to rest after the last input.
        async end() {
            const seconds = (performance.now() - seen.since) / 1000;
            const { frames, moved } = seen;
            const delays = seen.delays.slice().sort((a, b) => a - b);
            await pause(600);
            return {
                seconds,
                frames: frames / seconds,
                moved: moved / seconds,
                delay_p95: delays.length ? delays[Math.min(delays.length - 1, Math.floor(delays.length * 0.95))] : null,
                rest: Math.max(0, seen.last_change - seen.last_input),
            };
        },
        // From the press of a link to the second frame of its design, in milliseconds.
        open(name) {
            const link = [...document.querySelectorAll("a")].find((a) => a.textContent.trim() === name);
            return new Promise((done) => {
                opening = { since: performance.now(), first: null, done };
                changed = false;
                link.click();
            });
        },
        has_link: (name) => [...document.querySelectorAll("a")].some((a) => a.textContent.trim() === name),
        is_saved: () => !!document.querySelector(".save-state") && !document.querySelector(".save-state--saving, .save-state--failed"),
        zoom: () => parseFloat(document.querySelector(".toolbar__zoom")?.textContent ?? "NaN") / 100,
        box() {
            const { left, top, width, height } = document.querySelector(HOST).getBoundingClientRect();
            return { left, top, width, height };
        },
        cursor: () => document.querySelector(HOST).style.cursor,
        wasm_bytes: () => [...memories].reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
        // Events a second of the simulation in its worker, as fast as it goes.
        simulate(design, seconds) {
            const worker = new Worker("/simulator/start.js", { type: "module" });
            return new Promise((done, fail) => {
                let first = null;
                worker.onerror = () => fail(new Error("the worker did not start"));
                worker.onmessage = ({ data }) => {
                    if (data === "ready") {
                        const run = { order: "start", design, seconds: 600000, warmup_seconds: 0, seed: 1, faults: [], seconds_per_second: null };
                        worker.postMessage(JSON.stringify(run));
                        return;
                    }
                    const notice = JSON.parse(data);
                    if (notice.notice === "refused") fail(new Error(notice.sentence));
                    if (notice.notice !== "frame") return;
                    const now = { at: performance.now(), events: notice.events };
                    if (first === null) {
                        // Empty lines and cold code at first.
                        if (notice.events > 500000) first = now;
                    } else if (now.at - first.at > seconds * 1000) {
                        worker.terminate();
                        done((now.events - first.events) / ((now.at - first.at) / 1000));
                    }
                };
            });
        },
    };
})();
