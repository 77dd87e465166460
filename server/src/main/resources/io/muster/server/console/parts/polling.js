// Asks again and again while the part is shown and the page is looked at; a question begins when the one before ended.
export class Polling {
  #timer;
  #running = false;

  constructor(host, ask, intervalMs) {
    this.ask = ask;
    this.intervalMs = intervalMs;
    host.addController(this);
  }

  hostConnected() {
    this.#running = true;
    this.#next(0);
  }

  hostDisconnected() {
    this.#running = false;
    clearTimeout(this.#timer);
  }

  #next(delayMs) {
    this.#timer = setTimeout(async () => {
      if (!document.hidden) {
        await this.ask();
      }
      if (this.#running) {
        this.#next(this.intervalMs);
      }
    }, delayMs);
  }
}
