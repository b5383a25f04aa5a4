"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const svg = byId("picture");
  const space = svg.namespaceURI;
  const words = data.words;
  const nodes = data.nodes;
  const edges = data.edges;
  const MOST_ROWS = 1000;
  const state = { measure: 0, pairs: 0, chosen: null, found: null, sort: null, rising: false };
  const whole = { x: -20, y: -20, width: data.width + 40, height: data.height + 40 };
  let view = Object.assign({}, whole);

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const figure = (value, decimals) =>
    value === null ? "" : value.toLocaleString(data.lang, { maximumFractionDigits: decimals });
  const said = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));
  const element = (name, attributes, text) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const shape = (name, attributes) => {
    const made = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };

  /* Pairs by the measure that was chosen: the strongest first, those without a value last. */
  const value = (edge, measure) => edge.values[measure];
  const weight = (edge) => {
    const told = value(edge, state.measure);
    if (told === null) return 0;
    if (data.measures[state.measure].probability) return told > 0 ? Math.min(300, -Math.log10(told)) : 300;
    return Math.max(0, told);
  };
  let order = [];
  const arrange = () => {
    order = edges.filter((edge) => value(edge, state.measure) !== null);
    order.sort((one, other) => weight(other) - weight(one) || other.values[0] - one.values[0] || one.at - other.at);
    byId("pairs").max = order.length;
    state.pairs = Math.min(state.pairs, order.length);
    byId("pairs").value = state.pairs;
  };
  const drawn = () => {
    const first = order.slice(0, state.pairs).filter((edge) => weight(edge) > 0);
    if (state.chosen === null) return first;
    const near = new Set([state.chosen]);
    for (const edge of first) {
      if (edge.source === state.chosen) near.add(edge.target);
      if (edge.target === state.chosen) near.add(edge.source);
    }
    return first.filter((edge) => near.has(edge.source) && near.has(edge.target));
  };

  const draw = () => {
    const pairs = drawn();
    const heaviest = Math.max(...order.slice(0, 1).map(weight), 1e-9);
    const near = new Set();
    byId("lines").replaceChildren(
      ...pairs.slice().reverse().map((edge) => {
        near.add(edge.source).add(edge.target);
        const one = nodes[edge.source];
        const other = nodes[edge.target];
        const line = shape("line", { x1: one.x, y1: one.y, x2: other.x, y2: other.y });
        line.setAttribute("stroke-width", Math.max(0.5, (7 * weight(edge)) / heaviest));
        line.classList.toggle("chosen", edge.source === state.chosen || edge.target === state.chosen);
        return line;
      })
    );
    for (const node of nodes) {
      const out = state.chosen !== null && node.at !== state.chosen && !near.has(node.at);
      node.sign.classList.toggle("faint", out || (state.found !== null && !state.found.has(node.at)));
      node.sign.classList.toggle("chosen", node.at === state.chosen);
      node.sign.setAttribute("aria-pressed", String(node.at === state.chosen));
    }
    const last = order[Math.min(state.pairs, order.length) - 1];
    const decimals = data.measures[state.measure].decimals;
    const limit = last ? figure(value(last, state.measure), decimals) : "–";
    byId("shown").textContent = said(words.shown, { n: figure(state.pairs, 0), limit });
    list();
  };

  const list = () => {
    let listed = state.chosen === null ? order : drawn();
    if (state.found !== null) listed = listed.filter((edge) => state.found.has(edge.source) || state.found.has(edge.target));
    if (state.sort !== null) {
      const key = (edge) =>
        state.sort < 0 ? nodes[state.sort === -2 ? edge.source : edge.target].path : value(edge, state.sort);
      const way = state.rising ? 1 : -1;
      const compare = (one, other) => {
        if (one === null || other === null) return (one === null) - (other === null);
        return way * (typeof one === "string" ? one.localeCompare(other, data.lang) : one - other);
      };
      listed = listed.slice().sort((one, other) => compare(key(one), key(other)) || one.at - other.at);
    }
    byId("rows").replaceChildren(
      ...listed.slice(0, MOST_ROWS).map((edge) => {
        const row = element("tr");
        row.append(element("td", {}, nodes[edge.source].path), element("td", {}, nodes[edge.target].path));
        data.measures.forEach((measure, at) =>
          row.append(element("td", { class: "number" }, figure(value(edge, at), measure.decimals)))
        );
        return row;
      })
    );
    const more = listed.length > MOST_ROWS ? words.first : words.listed;
    byId("listed").textContent = said(more, { n: figure(listed.length, 0), first: figure(MOST_ROWS, 0) });
  };

  const colour = (group) => data.colours[group === null ? data.colours.length - 1 : group % (data.colours.length - 1)];
  const corners = (group, x, y, radius) =>
    data.shapes[group === null ? 0 : group % data.shapes.length]
      .map(([across, up]) => [x + radius * across, y - radius * up].join(","))
      .join(" ");
  const legend = () => {
    const list = element("ul", { class: "legend" });
    for (const { group, text } of data.groups) {
      const mark = shape("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" });
      mark.append(shape("polygon", { points: corners(group, 10, 10, 6), fill: colour(group) }));
      const line = element("li", {}, text);
      line.prepend(mark);
      list.append(line);
    }
    return list;
  };

  const tell = (node) => {
    const details = byId("details");
    if (!node) {
      details.replaceChildren(element("p", {}, words.hint));
      if (data.groups.length) details.append(element("h3", {}, words.communities), legend());
      return;
    }
    const decimals = data.measures[state.measure].decimals;
    const pairs = order.filter((edge) => edge.source === node.at || edge.target === node.at);
    const neighbours = element("ol");
    for (const edge of pairs.slice(0, 25)) {
      const other = nodes[edge.source === node.at ? edge.target : edge.source];
      const strength = figure(value(edge, state.measure), decimals);
      neighbours.append(element("li", {}, said(words.neighbour, { name: other.name, strength, n: figure(edge.values[0], 0) })));
    }
    details.replaceChildren(
      element("h3", {}, node.path),
      element("p", {}, said(words.met, { n: figure(node.count, 0) })),
      element("p", {}, node.group === null ? "" : said(words.community, { n: figure(node.group + 1, 0) })),
      element("p", {}, said(words.neighbours, { n: figure(pairs.length, 0) })),
      neighbours
    );
  };

  const choose = (at) => {
    state.chosen = state.chosen === at ? null : at;
    tell(state.chosen === null ? null : nodes[state.chosen]);
    draw();
  };

  const look = () => svg.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));
  const zoom = (factor, x, y) => {
    const width = Math.min(Math.max(view.width * factor, whole.width / 40), whole.width * 2);
    const by = width / view.width;
    const middle = { x: x === undefined ? view.x + view.width / 2 : x, y: y === undefined ? view.y + view.height / 2 : y };
    view = {
      x: middle.x - (middle.x - view.x) * by,
      y: middle.y - (middle.y - view.y) * by,
      width,
      height: view.height * by,
    };
    look();
  };
  const place = (event) => {
    const matrix = svg.getScreenCTM().inverse();
    return { x: matrix.a * event.clientX + matrix.e, y: matrix.d * event.clientY + matrix.f };
  };
  const reset = () => {
    view = Object.assign({}, whole);
    state.chosen = null;
    state.found = null;
    byId("search").value = "";
    look();
    tell(null);
    draw();
  };

  const focus = (node) => {
    for (const other of nodes) other.sign.setAttribute("tabindex", other === node ? "0" : "-1");
    node.sign.focus();
  };
  /* The code that lies nearest in the direction of an arrow key. */
  const beside = (node, across, down) => {
    let best = null;
    let least = Infinity;
    for (const other of nodes) {
      const along = (other.x - node.x) * across + (other.y - node.y) * down;
      const aside = Math.abs((other.x - node.x) * down) + Math.abs((other.y - node.y) * across);
      if (other !== node && along > 0 && along + 2 * aside < least) {
        least = along + 2 * aside;
        best = other;
      }
    }
    return best;
  };
  const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const sign = (node) => {
    const label = said(words.label, { name: node.path, n: figure(node.count, 0) });
    const group = shape("g", { class: "code", role: "button", tabindex: node.at === 0 ? "0" : "-1", "aria-label": label });
    group.append(shape("polygon", { points: corners(node.group, node.x, node.y, node.r), fill: colour(node.group) }));
    node.lines.forEach((line, at) => {
      const text = shape("text", { x: node.x, y: node.y + node.foot + 9.6 * (at + 1) - 2.2 });
      text.textContent = line;
      group.append(text);
    });
    group.addEventListener("mouseenter", () => tell(node));
    group.addEventListener("mouseleave", () => tell(state.chosen === null ? null : nodes[state.chosen]));
    group.addEventListener("focus", () => tell(node));
    group.addEventListener("click", () => {
      if (!moved) choose(node.at);
    });
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") choose(node.at);
      else if (event.key in ARROWS) {
        const next = beside(node, ...ARROWS[event.key]);
        if (next) focus(next);
      } else return;
      event.preventDefault();
    });
    return group;
  };

  let held = null;
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    held = place(event);
    moved = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!held) return;
    const now = place(event);
    if (!moved && Math.hypot(now.x - held.x, now.y - held.y) < view.width / 200) return;
    moved = true;
    view.x -= now.x - held.x;
    view.y -= now.y - held.y;
    look();
  });
  window.addEventListener("pointerup", () => {
    held = null;
  });
  svg.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      const at = place(event);
      zoom(event.deltaY > 0 ? 1.15 : 1 / 1.15, at.x, at.y);
    },
    { passive: false }
  );
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") reset();
    else if (event.target.closest && event.target.closest("input, select")) return;
    else if (event.key === "+") zoom(1 / 1.25);
    else if (event.key === "-") zoom(1.25);
    else if (event.key === "0") reset();
  });

  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("nearer").addEventListener("click", () => zoom(1 / 1.25));
  byId("farther").addEventListener("click", () => zoom(1.25));
  byId("whole").addEventListener("click", reset);
  byId("pairs").addEventListener("input", (event) => {
    state.pairs = Number(event.target.value);
    draw();
  });
  byId("measure").addEventListener("change", (event) => {
    state.measure = Number(event.target.value);
    state.sort = null;
    arrange();
    tell(state.chosen === null ? null : nodes[state.chosen]);
    draw();
  });
  byId("search").addEventListener("input", (event) => {
    const asked = plain(event.target.value.trim());
    state.found = asked ? new Set(nodes.filter((node) => plain(node.path).includes(asked)).map((node) => node.at)) : null;
    draw();
  });
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || state.found === null || !state.found.size) return;
    const first = nodes[Math.min(...state.found)];
    state.found = null;
    state.chosen = null;
    choose(first.at);
    focus(first);
  });

  const column = (text, key) => {
    const head = element("th", { scope: "col", "aria-sort": "none" });
    const button = element("button", { type: "button" }, text);
    button.addEventListener("click", () => {
      state.rising = state.sort === key ? !state.rising : key < 0;
      state.sort = key;
      for (const other of byId("columns").children) other.setAttribute("aria-sort", "none");
      head.setAttribute("aria-sort", state.rising ? "ascending" : "descending");
      for (const other of byId("columns").children) {
        const way = other.getAttribute("aria-sort");
        const arrow = way === "none" ? "" : way === "ascending" ? " ▲" : " ▼";
        other.firstChild.textContent = other.dataset.name + arrow;
      }
      list();
    });
    head.dataset.name = text;
    head.append(button);
    return head;
  };

  nodes.forEach((node, at) => {
    node.at = at;
  });
  nodes.forEach((node) => {
    node.sign = sign(node);
    byId("codes").append(element("option", { value: node.path }));
  });
  byId("marks").append(...nodes.map((node) => node.sign));
  edges.forEach((edge, at) => {
    edge.at = at;
  });
  data.measures.forEach((measure, at) => {
    const option = element("option", { value: at }, measure.label);
    option.selected = at === data.asked;
    byId("measure").append(option);
  });
  byId("columns").append(
    column(words.source, -2),
    column(words.target, -1),
    ...data.measures.map((measure, at) => column(measure.label, at))
  );
  state.measure = data.asked;
  state.pairs = data.pairs;
  arrange();
  reset();
})();
