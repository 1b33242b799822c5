/** The page of the sandbox: messages by conversation, live; plain DOM, no build step. */

const byId = (id) => document.getElementById(id);

/** How many messages of a conversation are in the page at once; the others come when somebody scrolls to them. */
const WINDOW = 40;
/** How many of them come at once, so that scrolling never waits for many. */
const STEP = 20;
/** Height of a conversation in the list, in pixels, as in phone.css. */
const ROW = 56;

/** By sequence number, in the order in which they came. */
const messages = new Map();
/** By number: sequence numbers, ascending. */
let conversations = new Map();
let gateways = [];
/** The number of the conversation that is shown; undefined for all messages. */
let shown;
let chosen;
let isAtEnd = true;
/** Index of the first message in the page, and how many there are before and in it. */
let first = 0;
let listed = [];

function element(tag, properties = {}, ...children) {
	const made = document.createElement(tag);
	for (const [name, value] of Object.entries(properties)) {
		if (name.startsWith('aria-') || name === 'role') made.setAttribute(name, value);
		else made[name] = value;
	}
	// As text, never as HTML.
	made.append(...children);
	return made;
}

async function call(method, path, body) {
	const response = await fetch(`/control${path}`, {
		method,
		...(body !== undefined && {
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		}),
	});
	const answer = await response.json();
	if (!response.ok) throw new Error(answer.message ?? `HTTP ${response.status}`);
	return answer;
}

/** Says in the line below the box what has gone wrong. */
async function tried(work, done = '') {
	try {
		await work();
		byId('written').textContent = done;
	} catch (error) {
		byId('written').textContent = error.message;
	}
}

const events = new EventSource('/control/events');
let expected = 0;
events.addEventListener('open', () => (byId('connection').textContent = 'Live'));
events.addEventListener('error', () => {
	byId('connection').textContent = 'The sandbox does not respond. Waiting for it …';
});
events.addEventListener('reset', ({ data }) => {
	messages.clear();
	expected = JSON.parse(data).count;
	if (expected === 0) rebuild();
});
events.addEventListener('messages', ({ data }) => {
	const list = JSON.parse(data);
	for (const message of list) messages.set(message.seq, message);
	if (expected > 0) {
		expected -= list.length;
		if (expected <= 0) rebuild();
		return;
	}
	take(list);
});
events.addEventListener('removed', ({ data }) => {
	for (const seq of JSON.parse(data)) messages.delete(seq);
	rebuild();
});
events.addEventListener('gateways', ({ data }) => {
	gateways = JSON.parse(data);
	showGateways();
});

const keyOf = ({ number }) => number.replace(/\D/g, '') || number;

function fits(message) {
	const wanted = byId('search').value.trim().toLowerCase();
	if (wanted === '') return true;
	const digits = /^[\d\s+()-]+$/.test(wanted) ? wanted.replace(/\D/g, '') : '';
	return (
		message.text.toLowerCase().includes(wanted) ||
		message.number.toLowerCase().includes(wanted) ||
		(digits !== '' && keyOf(message).includes(digits))
	);
}

/** Everything anew: after a connection, a search, a removal. */
function rebuild() {
	conversations = new Map();
	for (const seq of [...messages.keys()].sort((a, b) => a - b)) add(messages.get(seq));
	if (shown !== undefined && !conversations.has(shown)) shown = undefined;
	tellOtherGateway();
	showConversations();
	showBubbles();
}

function add(message) {
	if (!fits(message)) return false;
	const key = keyOf(message);
	const list = conversations.get(key) ?? [];
	const isNew = list.at(-1) !== message.seq && !list.includes(message.seq);
	if (isNew) {
		list.push(message.seq);
		// The newest conversation is the last.
		conversations.delete(key);
		conversations.set(key, list);
	}
	return isNew;
}

/** Some that are new or have another status. */
function take(list) {
	for (const message of list) {
		const isNew = add(message);
		const isHere = fits(message) && (shown === undefined || keyOf(message) === shown);
		if (!isHere) continue;
		if (isNew) {
			listed.push(message.seq);
			if (isAtEnd) appendBubble(message);
		} else {
			const old = byId('bubbles').querySelector(`[data-seq="${message.seq}"] .status`);
			old?.replaceWith(statusOf(message));
		}
		if (message.seq === chosen) void showDetail();
	}
	showEmpty();
	if (isAtEnd) scrollToEnd();
	showConversations();
}

function showConversations() {
	const keys = [...conversations.keys()].reverse();
	const scroll = byId('conversation-scroll');
	const from = Math.max(0, Math.floor(scroll.scrollTop / ROW) - 3);
	const to = Math.min(keys.length, from + Math.ceil(scroll.clientHeight / ROW) + 6);
	const list = byId('conversation-list');
	list.style.height = `${(keys.length + 1) * ROW}px`;
	const focused = document.activeElement?.dataset?.key;
	const rows = [
		row('', undefined, 0),
		...keys.slice(from, to).map((key, i) => row(key, key, from + i + 1)),
	];
	list.replaceChildren(...rows);
	if (focused !== undefined) list.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
	const people = keys.length === 1 ? '1 conversation' : `${keys.length} conversations`;
	byId('count').textContent = `${messages.size} SMS, ${people}`;
}

function row(key, number, place) {
	const last = messages.get((conversations.get(key) ?? []).at(-1));
	const made = element(
		'button',
		{
			type: 'button',
			className: 'conversation',
			'aria-pressed': String(number === shown),
			onclick: () => choose(number),
		},
		number === undefined ? 'All messages' : (last?.number ?? ''),
		element(
			'span',
			{ dir: 'auto' },
			number === undefined ? `${messages.size} SMS` : (last?.text ?? ''),
		),
	);
	made.dataset.key = key;
	made.style.top = `${place * ROW}px`;
	return made;
}

function choose(number) {
	shown = number;
	const last = messages.get((conversations.get(number) ?? []).at(-1));
	if (last !== undefined) {
		byId('from').value = last.number;
		const gateway = gateways.find(({ name }) => name === last.vendor);
		if (gateway?.receives) byId('to').value = gateway.name;
	}
	tellOtherGateway();
	showConversations();
	showBubbles();
}

/** Says that an answer does not go where the conversation is, if its gateway receives no SMS. */
function tellOtherGateway() {
	const last = messages.get((conversations.get(shown) ?? []).at(-1));
	const gateway = gateways.find(({ name }) => name === last?.vendor);
	const to = byId('to').selectedOptions[0]?.textContent;
	const hint = byId('other-gateway');
	hint.hidden = gateway === undefined || gateway.receives || to === undefined;
	hint.textContent = hint.hidden
		? ''
		: `${gateway.title} receives no SMS: what you write here goes to ${to}.`;
}

const noSms = byId('empty').textContent;
const noDetail = byId('detail').textContent.trim();

function showEmpty() {
	const isSearch = byId('search').value.trim() !== '' && messages.size > 0;
	byId('empty').hidden = listed.length > 0;
	byId('empty').textContent = isSearch ? 'No SMS has this number or text.' : noSms;
}

/** What is told of a message goes when the message does. */
function forgetDetail() {
	if (chosen === undefined || listed.includes(chosen)) return;
	chosen = undefined;
	byId('detail').replaceChildren(element('p', {}, noDetail));
}

function showBubbles() {
	listed =
		shown === undefined
			? [...messages.values()]
					.filter(fits)
					.map(({ seq }) => seq)
					.sort((a, b) => a - b)
			: [...(conversations.get(shown) ?? [])];
	byId('messages-title').textContent =
		shown === undefined ? 'All messages' : (messages.get(listed.at(-1))?.number ?? 'Messages');
	showEmpty();
	forgetDetail();
	isAtEnd = true;
	byId('bubbles').replaceChildren();
	showFrom(Math.max(0, listed.length - WINDOW));
	scrollToEnd();
}

/** Shows a part of the list; what is in the page already stays. */
function showFrom(index) {
	first = index;
	const list = byId('bubbles');
	const part = listed.slice(first, first + 2 * WINDOW);
	const present = new Map([...list.children].map((one) => [Number(one.dataset.seq), one]));
	for (const [seq, one] of present) if (!part.includes(seq)) one.remove();
	let before = null;
	for (const seq of part.toReversed()) {
		const one = present.get(seq) ?? bubble(messages.get(seq));
		if (one.nextSibling !== before || one.parentNode !== list) list.insertBefore(one, before);
		before = one;
	}
	byId('earlier').hidden = first === 0;
}

function appendBubble(message) {
	const list = byId('bubbles');
	list.append(bubble(message));
	if (list.children.length <= 2 * WINDOW) return;
	while (list.children.length > WINDOW) list.firstElementChild.remove();
	first = listed.length - WINDOW;
	byId('earlier').hidden = false;
}

/** Shows earlier ones, and keeps in place what somebody reads. */
function goBack() {
	const anchor = byId('bubbles').firstElementChild;
	const top = anchor?.getBoundingClientRect().top ?? 0;
	isAtEnd = false;
	showFrom(Math.max(0, first - STEP));
	keepInPlace(anchor, top);
}

function goForward() {
	if (first + 2 * WINDOW >= listed.length) return;
	const anchor = byId('bubbles').lastElementChild;
	const top = anchor?.getBoundingClientRect().top ?? 0;
	showFrom(Math.min(first + STEP, listed.length - WINDOW));
	keepInPlace(anchor, top);
}

function keepInPlace(anchor, top) {
	const again = byId('bubbles').querySelector(`[data-seq="${anchor?.dataset.seq}"]`);
	if (again !== null) byId('bubble-scroll').scrollTop += again.getBoundingClientRect().top - top;
}

function scrollToEnd() {
	const scroll = byId('bubble-scroll');
	scroll.scrollTop = scroll.scrollHeight;
}

byId('earlier').addEventListener('click', goBack);
byId('bubble-scroll').addEventListener('scroll', () => {
	const { scrollTop, clientHeight, scrollHeight } = byId('bubble-scroll');
	const isLast = first + byId('bubbles').children.length >= listed.length;
	const isBottom = scrollTop + clientHeight >= scrollHeight - 40;
	isAtEnd = isLast && isBottom;
	if (scrollTop < 80 && first > 0) goBack();
	else if (isBottom && !isLast) goForward();
});
byId('conversation-scroll').addEventListener('scroll', () =>
	requestAnimationFrame(showConversations),
);

const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'short', timeStyle: 'medium' });

/** Alone, so that what has the focus in a bubble keeps it when the status changes. */
function statusOf({ outcome, status, sendAt }) {
	const later = sendAt === undefined ? '' : `, to be sent ${time.format(new Date(sendAt))}`;
	const words = outcome === 'refused' ? `refused: ${status}` : `${status}${later}`;
	return element('span', { className: `status ${outcome}` }, words);
}

function bubble(message) {
	const { seq, vendor, direction, outcome, segments, encoding, kind, text, at, number } = message;
	const size = `${segments === 1 ? '1 segment' : `${segments} segments`}, ${encoding}`;
	const gateway = gateways.find(({ name }) => name === vendor);
	const made = element(
		'li',
		{ className: `bubble ${direction} ${outcome === 'refused' ? 'refused' : ''}` },
		element('p', { dir: 'auto' }, ...withLinks(text)),
		element(
			'p',
			{ className: 'meta' },
			`${shown === undefined ? `${number} · ` : ''}${gateway?.title ?? vendor} · `,
			statusOf(message),
			` · ${time.format(new Date(at))} · ${kind ?? size}`,
		),
		actionsOf(message, gateway),
	);
	made.dataset.seq = seq;
	if (seq === chosen) made.classList.add('chosen');
	return made;
}

function withLinks(text) {
	const parts = text.split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/);
	return parts.map((part, index) =>
		index % 2 === 1
			? element('a', { href: part, target: '_blank', rel: 'noopener noreferrer' }, part)
			: part,
	);
}

function actionsOf(message, gateway) {
	const { seq, vendor, id, direction, outcome } = message;
	const made = element('div', { className: 'actions' });
	const about = ` the SMS to ${message.number}`;
	made.append(
		element(
			'button',
			{ type: 'button', 'aria-label': `Details of${about}`, onclick: () => chooseMessage(seq) },
			'Details',
		),
	);
	if (direction === 'incoming' || outcome === 'refused' || gateway === undefined) return made;
	const end = (to, reason) =>
		tried(() =>
			call('POST', `/messages/${vendor}/${encodeURIComponent(id)}/end`, { outcome: to, reason }),
		);
	const { delivered, failed, expired } = gateway.endings;
	if (delivered.length > 0) {
		made.append(
			element(
				'button',
				{ type: 'button', 'aria-label': `Deliver${about}`, onclick: () => end('delivered') },
				'Deliver',
			),
		);
	}
	if (failed.length > 0) {
		const reasons = element('select', {
			'aria-label': `Fail${about} with a reason`,
			onchange: () => end('failed', reasons.value),
		});
		reasons.append(new Option('Fail …', ''), ...failed.map((reason) => new Option(reason, reason)));
		made.append(reasons);
	}
	if (expired.length > 0) {
		made.append(
			element(
				'button',
				{ type: 'button', 'aria-label': `Expire${about}`, onclick: () => end('expired') },
				'Expire',
			),
		);
	}
	return made;
}

function chooseMessage(seq) {
	chosen = seq;
	for (const one of document.querySelectorAll('.bubble')) {
		one.classList.toggle('chosen', Number(one.dataset.seq) === seq);
	}
	void showDetail().then(() => byId('details').scrollIntoView({ block: 'nearest' }));
}

async function showDetail() {
	const message = messages.get(chosen);
	if (message === undefined) return;
	const { vendor, id } = message;
	const { exchange } = await call('GET', `/messages/${vendor}/${encodeURIComponent(id)}`).catch(
		() => ({ exchange: null }),
	);
	if (messages.get(chosen)?.id !== id) return;
	const parts = [
		element(
			'p',
			{},
			`${message.direction === 'incoming' ? 'From' : 'To'} ${message.number}, ID ${id}`,
		),
	];
	if (exchange === null) {
		parts.push(
			element(
				'p',
				{},
				'This message came without a request, before the sandbox was started again, or more than 10,000 messages ago.',
			),
		);
	} else {
		if (exchange.refusal !== undefined) {
			const { sentence, rule } = exchange.refusal;
			parts.push(
				element(
					'div',
					{ className: 'rule' },
					element('p', {}, `Refused: ${sentence}`),
					element('p', {}, rule ?? 'No document of the vendor has the rule behind this sentence.'),
				),
			);
		}
		if (exchange.isLost)
			parts.push(
				element(
					'p',
					{ className: 'rule' },
					'The response was lost on its way: who asked does not know what has become of the SMS.',
				),
			);
		if (exchange.undocumented.length > 0) {
			parts.push(
				element('h3', {}, 'Not in the documents'),
				element('ul', {}, ...exchange.undocumented.map((what) => element('li', {}, what))),
			);
		}
		parts.push(
			element('h3', {}, 'Request'),
			pre(
				`${exchange.method} ${exchange.url}\n${headers(exchange.requestHeaders)}\n\n${pretty(exchange.requestBody)}`,
				'Request',
			),
			element('h3', {}, 'Response'),
			pre(
				exchange.status === undefined
					? 'None yet'
					: `HTTP ${exchange.status}\n${headers(exchange.responseHeaders)}\n\n${pretty(exchange.responseBody)}`,
				'Response',
			),
		);
	}
	byId('detail').replaceChildren(...parts);
}

const headers = (values) =>
	Object.entries(values)
		.map(([name, value]) => `${name}: ${value}`)
		.join('\n');

function pre(text, label) {
	return element('pre', { tabIndex: 0, role: 'region', 'aria-label': label }, text);
}

function pretty(body) {
	try {
		return JSON.stringify(JSON.parse(body), null, 2);
	} catch {
		return /^[\w.~%+*-]+=/.test(body)
			? [...new URLSearchParams(body)].map(([k, v]) => `${k} = ${v}`).join('\n')
			: body;
	}
}

/** Shows those anew that have changed; of one in which somebody writes only the head, until it is left. */
function showGateways() {
	const list = byId('gateway-list');
	for (const gateway of gateways) {
		const old = list.querySelector(`[data-name="${gateway.name}"]`);
		const state = JSON.stringify(gateway);
		if (old?.dataset.state === state) continue;
		const focused = old?.contains(document.activeElement) ? document.activeElement : undefined;
		if (focused?.matches('input:not([type="range"])')) {
			old.querySelector('summary .dim').textContent = headOf(gateway);
			old.addEventListener('focusout', () => setTimeout(showGateways), { once: true });
			continue;
		}
		const made = gatewayBox(gateway, old?.open ?? false);
		made.dataset.state = state;
		if (old === null) list.append(made);
		else old.replaceWith(made);
		if (focused?.id) byId(focused.id)?.focus();
	}
	const to = byId('to');
	const before = to.value;
	const receiving = gateways.filter(({ receives }) => receives);
	if (to.options.length === receiving.length) return;
	to.replaceChildren(...receiving.map(({ name, title }) => new Option(title, name)));
	if (before !== '') to.value = before;
}

/** What is seen of a gateway whose box is closed. */
function headOf({ balance, phones, faults }) {
	const online = phones?.filter((phone) => phone.online).length;
	const trouble = Object.entries(faults).filter(([, probability]) => probability > 0);
	return [
		balance === null ? '' : ` · ${balance} left`,
		phones === null ? '' : ` · ${online} of ${phones.length} phones online`,
		...trouble.map(([fault]) => ` · ${fault}`),
	].join('');
}

function gatewayBox(gateway, isOpen) {
	const { name, title, login, balance, phones, groups, faults } = gateway;
	const change = (body) => tried(() => call('PATCH', `/${name.toLowerCase()}`, body));
	const made = element(
		'details',
		{ open: isOpen },
		element('summary', {}, title, element('span', { className: 'dim' }, headOf(gateway))),
		element(
			'dl',
			{},
			...login.flatMap(([field, value]) => [
				element('dt', {}, field),
				element('dd', {}, value, copyButton(`${title}: ${field}`, value)),
			]),
		),
	);
	made.dataset.name = name;
	if (balance !== null) {
		const input = element('input', {
			type: 'number',
			value: String(balance),
			id: `balance-${name}`,
		});
		input.addEventListener('change', () => change({ balance: Number(input.value) }));
		made.append(element('label', {}, 'Balance', input));
	}
	if (phones !== null) {
		made.append(element('h3', {}, 'Phones'));
		for (const { id, title: phone, online: isOnline } of phones) {
			made.append(
				element(
					'p',
					{ className: 'row' },
					`${id} ${phone}: ${isOnline ? 'online' : 'offline'}`,
					element(
						'button',
						{
							type: 'button',
							id: `phone-${id}`,
							'aria-label': `Take ${isOnline ? 'offline' : 'online'}: ${phone}`,
							onclick: () =>
								tried(() =>
									call('PATCH', `/${name.toLowerCase()}/phones/${id}`, { online: !isOnline }),
								),
						},
						isOnline ? 'Take offline' : 'Take online',
					),
				),
			);
		}
	}
	made.append(element('h3', {}, 'Groups'));
	for (const { id, name: group, contacts } of groups) {
		made.append(
			element(
				'p',
				{ className: 'row' },
				`${id === group ? group : `${group} (${id})`}: ${contacts === 1 ? '1 contact' : `${contacts} contacts`}`,
			),
		);
	}
	const newGroup = element('input', { id: `group-${name}`, autocomplete: 'off' });
	const addGroup = () => {
		if (newGroup.value.trim() === '') return;
		const group = newGroup.value.trim();
		newGroup.value = '';
		newGroup.blur();
		void tried(() => call('POST', `/${name.toLowerCase()}/groups`, { name: group }));
	};
	newGroup.addEventListener('keydown', ({ key }) => {
		if (key === 'Enter') addGroup();
	});
	made.append(
		element(
			'div',
			{ className: 'fields' },
			element('label', {}, 'New group', newGroup),
			element(
				'button',
				{ type: 'button', 'aria-label': `Add the group at ${title}`, onclick: addGroup },
				'Add',
			),
		),
		element('h3', {}, 'Simulate faults'),
	);
	const words = { slow: 'Slow', failing: 'Failing', limiting: 'HTTP 429', losing: 'Lost response' };
	const sliders = element('div', { className: 'sliders' });
	for (const [fault, probability] of Object.entries(faults)) {
		const percent = Math.round(probability * 100);
		const slider = element('input', {
			type: 'range',
			min: '0',
			max: '100',
			step: '10',
			value: String(percent),
			id: `${fault}-${name}`,
		});
		slider.addEventListener('change', () =>
			change({ faults: { [fault]: Number(slider.value) / 100 } }),
		);
		sliders.append(element('label', {}, words[fault], slider, element('span', {}, `${percent} %`)));
	}
	made.append(sliders);
	return made;
}

function copyButton(what, value) {
	const made = element('button', { type: 'button', 'aria-label': `Copy ${what}` }, 'Copy');
	made.addEventListener('click', () =>
		tried(async () => {
			await navigator.clipboard.writeText(value);
			made.textContent = 'Copied';
			setTimeout(() => (made.textContent = 'Copy'), 1500);
		}),
	);
	return made;
}

byId('to').addEventListener('change', tellOtherGateway);
byId('search').addEventListener('input', rebuild);
byId('find').addEventListener('submit', (event) => event.preventDefault());
byId('clear').addEventListener('click', () => tried(() => call('DELETE', '/messages'), 'Cleared.'));
byId('text').addEventListener('keydown', (event) => {
	if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
	event.preventDefault();
	byId('write').requestSubmit();
});
byId('write').addEventListener('submit', (event) => {
	event.preventDefault();
	const text = byId('text').value;
	void tried(async () => {
		await call('POST', `/${byId('to').value.toLowerCase()}/receive`, {
			from: byId('from').value,
			text,
		});
		byId('text').value = '';
	}, 'The gateway has received it.');
});
new ResizeObserver(showConversations).observe(byId('conversation-scroll'));
