"""A backend for <sphere-kyc-onboarding>: the required routes, and the steps that an individual completes
in the page (codes, documents, details), with Python's standard library alone. Replace `customer_of_login`
by your own login, and the dictionaries by a store your processes share. The contract is openapi.yaml;
`npx sphere-kyc-onboarding doctor` checks what you make of it."""
import base64, collections, datetime, hmac, json, os, re, socket, threading, time, urllib.error, urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit
API_KEY = os.environ["SPHERE_API_KEY"]  # leaves this process in `sphere` alone
API_URL, PORT = os.environ["SPHERE_API_URL"].rstrip("/"), int(os.environ.get("PORT", "4187"))
SECRET = os.environ["KYC_SESSION_SECRET"].encode()
assert len(SECRET) >= 32, "KYC_SESSION_SECRET needs 32 random bytes or more"
LINK_HOSTS = os.environ.get("LINK_HOSTS", "in.sumsub.com sumsub.com spherepay.co").split()
SESSION_SECONDS, KEPT_SECONDS, SHARED_SECONDS, NO_END, MAX_BYTES = 600, 600, 10, float("inf"), 15_000_000
class Problem(Exception):  # an answer other than success (RFC 9457), with a code of the wire
    def __init__(self, status, code, pointers=(), wait=None, **more):
        self.status, self.code, self.upstream, self.named = status, code, 0, []  # upstream: 0, no usable answer
        errors = {"errors": [{"pointer": each} for each in pointers]} if pointers else {}
        self.body = {"status": status, "code": code, **errors, **more}
        self.headers = {} if wait is None else {"Retry-After": str(max(1, int(wait) + 1))}

def customer_of_login(cookies):  # YOUR LOGIN: the SpherePay customer id of the signed-in person
    if "login" in cookies and cookies["login"].value == os.environ["DEMO_LOGIN"]:
        return os.environ["SPHERE_CUSTOMER_ID"]
    raise Problem(401, "login_required")
# --- The session token, `base64(claims).HMAC`: it names the customer, and it ends.
def signed(payload):
    return f"{payload}.{hmac.new(SECRET, payload.encode(), 'sha256').hexdigest()}"
def new_token(customer_id):
    claims = {"sub": customer_id, "exp": time.time() + SESSION_SECONDS}
    return signed(base64.urlsafe_b64encode(json.dumps(claims).encode()).decode())
def customer_of_token(headers):
    token = headers.get("Sphere-Kyc-Session") or headers.get("Authorization", "")[len("Bearer "):]
    payload = token.partition(".")[0]
    if hmac.compare_digest(signed(payload).encode(), token.encode()):
        claims = json.loads(base64.urlsafe_b64decode(payload))
        if claims["exp"] > time.time(): return claims["sub"]
    raise Problem(401, "session_invalid")

# --- SpherePay: of its answers nothing goes further than this part, except by name.
REFUSALS = {401: (502, "host_misconfigured"), 403: (502, "host_misconfigured"),  # the host's own key
            404: (404, "customer_not_found"), 429: (429, "rate_limited")}
STATE = {**REFUSALS, **dict.fromkeys((400, 409, 422), (409, "wrong_state"))}
SUBMIT = {**STATE, 422: (422, "requirements_outstanding")}
CODE = {**REFUSALS, **dict.fromkeys((400, 404, 409, 410, 422), (422, "code_refused"))}
DOCUMENT = {**STATE, **dict.fromkeys((400, 413, 415, 422), (422, "document_refused"))}
DETAILS = {**STATE, **dict.fromkeys((400, 422), (422, "details_refused")), 409: (409, "details_locked")}
class NoRedirect(urllib.request.HTTPRedirectHandler):  # the key must not follow a redirect
    redirect_request = lambda *_: None
def sphere(method, path, refusals=REFUSALS, given=None, kind="application/json", seconds=8):
    body = json.dumps(given).encode() if isinstance(given, dict) else given
    headers = {"Authorization": f"Bearer {API_KEY}", "Content-Type": kind}
    request = urllib.request.Request(f"{API_URL}/v2/{path}", body, headers, method=method)
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=seconds) as answer:
            return json.loads(answer.read(256 * 1024))
    except urllib.error.HTTPError as error:
        status, code = refusals.get(error.code, (502, "upstream_failed"))
        named = re.findall(r'"pointer": *"(/[A-Za-z0-9_/]+)"', error.read(65536).decode("utf-8", "replace"))
        problem = Problem(status, code, named if refusals is SUBMIT else (), 4 if status == 429 else None)
        problem.upstream, problem.named = error.code if error.code < 500 else 0, named
    except (OSError, ValueError) as error:
        late = isinstance(getattr(error, "reason", error), TimeoutError)
        problem = Problem(*(504, "upstream_timeout") if late else (502, "upstream_failed"))
    raise problem from None
def seconds_of(given):
    return datetime.datetime.fromisoformat(given.replace("Z", "+00:00")).timestamp()
def read_customer(customer_id):  # an allow-list: personal data and new members stay here
    given, profiles, to_do = sphere("GET", f"customer/{customer_id}"), [], set()
    for each in given["verificationProfiles"]:
        lists = each.get("criteria") or each  # SpherePay has sent the lists in both places
        criteria = {name: lists.get(name) or [] for name in ("complete", "pending", "required")}
        criteria["errors"] = [{"name": error["name"]} for error in lists.get("errors") or []]
        to_do |= {*criteria["required"], *(error["name"] for error in criteria["errors"])}
        profiles.append({"name": each["name"], "status": each["status"], "criteria": criteria})
    plain = {name: given[name] for name in ("id", "type", "tosStatus") if given.get(name)}
    steps = [] if given.get("type") == "business" else [name for name in STEPS if name in to_do]
    plain |= {"actions": {name: STEPS[name] | masked(name, given) for name in steps}} if steps else {}
    plain |= {"uploads": uploads[customer_id]} if customer_id in uploads else {}
    return plain | {"verificationProfiles": profiles}

# --- One click, one effect: a success is kept for its key, a lock and a link are shared by tabs.
locks, clicks, links = {}, {}, {}  # clicks: (customer, path, key) -> (kept until, ends at, answer)
def once(customer_id, path, key, action):  # `action` returns when its answer ends, and the answer
    if not re.fullmatch(r"[!-~]{1,255}", key): raise Problem(400, "bad_request")
    for old in [each for each, kept in list(clicks.items()) if kept[0] < time.time()]: clicks.pop(old, None)
    click = (customer_id, path, key)
    with locks.setdefault((customer_id, path), threading.Lock()):  # so a customer has one file in memory
        if click not in clicks:  # a request that waited finds what the one before it has left
            ends_at, answer = action()
            clicks[click] = (min(time.time() + KEPT_SECONDS, ends_at), ends_at, answer)
        return clicks[click][1:]
def shared_link(customer_id):
    if customer_id not in links or links[customer_id][0] < time.time():
        given = sphere("POST", f"customer/{customer_id}/kyc-link", SUBMIT)
        address, ends_at = urlsplit(given["url"]), seconds_of(given["expiresAt"])
        host = f"{address.scheme}://{address.netloc}".removeprefix("https://")
        if host not in LINK_HOSTS:  # exact names; for development an origin: http://127.0.0.1:4180
            raise ValueError(f"a link to {host}, which is not in LINK_HOSTS")
        link = {each: given[each] for each in ("url", "expiresAt")}
        links[customer_id] = (min(time.time() + SHARED_SECONDS, ends_at), ends_at, link)
    return links[customer_id][1:]

# --- Steps, in the `api` flow alone. SpherePay states no limits and lists no uploads: this does.
CHANNELS = {"email_verification": "email", "phone_verification": "phone"}
CARDS = [{"type": each, "sides": ["front", "back"]} for each in ("id_card", "drivers", "residence_permit")]
STEPS = {**{name: {"kind": "code"} for name in CHANNELS},
         "identity_document": {"kind": "document", "types": [{"type": "passport"}, *CARDS]},
         "residential_address": {"kind": "fields", "fields": "address"},
         "tax_identification_number": {"kind": "fields", "fields": "tax"}}
codes = collections.defaultdict(lambda: {"sends": [], "tries": 0, "ends": NO_END})  # by customer and name
uploads = collections.defaultdict(dict)  # by customer, then by name: what the page has sent
def masked(name, given):  # enough for the customer to know which address or number it is
    contact = re.fullmatch(r"(\S)\S*(@\S+)|(\+\d)\d{5,}(\d{3})", given.get(CHANNELS.get(name)) or "")
    return {"to": "•••".join(filter(None, contact.groups()))} if contact else {}
def is_given(customer, name):  # SpherePay has it, and asks for it no more
    lists = [each["criteria"][it] for each in customer["verificationProfiles"] for it in ("complete", "pending")]
    return name not in customer.get("actions", {}) and any(name in each for each in lists)
def asked(customer, name, kind):  # what SpherePay asks for now, else why nothing can be done
    action = customer.get("actions", {}).get(name, {})
    if action.get("kind") == kind: return action
    raise Problem(*(409, "wrong_state") if is_given(customer, name) else (404, "no_such_requirement"))
def wait_for_next(note):  # one code in 60 seconds, five in an hour
    fifth, last = note["sends"][-5:-4], note["sends"][-1:]
    return max([0, *(each + 3600 for each in fifth), *(each + 60 for each in last)]) - time.time()
def send_code(customer_id, name):
    action, note = asked(read_customer(customer_id), name, "code"), codes[customer_id, name]
    if (wait := wait_for_next(note)) > 0: raise Problem(429, "rate_limited", wait=wait)
    note["sends"] = [*note["sends"][-4:], time.time()]
    try:
        given = sphere("POST", f"customer/{customer_id}/otp-send", STATE, {"type": CHANNELS[name]})
    except Problem as problem:
        if problem.upstream: note["sends"].pop()  # refused. After a lost answer one may be on its way
        raise
    note |= {"tries": 0, "ends": seconds_of(given["expiresAt"])}
    to = {"to": action["to"]} if "to" in action else {}
    return NO_END, {"expiresAt": given["expiresAt"], "resendAfterSeconds": int(wait_for_next(note)) + 1, **to}
def check_code(customer_id, name, code):
    customer, note = read_customer(customer_id), codes[customer_id, name]
    if not is_given(customer, name):
        asked(customer, name, "code")
        if not re.fullmatch(r"\S{1,10}", code): raise Problem(422, "code_refused")
        if note["tries"] >= 5: raise Problem(429, "rate_limited", wait=wait_for_next(note))
        note["tries"] += 1
        try: sphere("POST", f"customer/{customer_id}/otp-verify", CODE, {"type": CHANNELS[name], "code": code})
        except Problem as problem:
            if not is_given(read_customer(customer_id), name):  # an earlier answer may have been lost
                late = problem.code == "code_refused" and time.time() > note["ends"]
                raise Problem(410, "code_expired") if late else problem
    return NO_END, None
def media_type(first):  # by the first bytes, whatever the page says
    marks = {rb"\xff\xd8\xff": "image/jpeg", rb"\x89PNG": "image/png", rb"II\*\0|MM\0\*": "image/tiff",
             rb".{4}ftyp(hei[cxms]|hevc|mif1|msf1)": "image/heic", rb".*%PDF-": "application/pdf"}
    return next((marks[each] for each in marks if re.match(each, first, re.DOTALL)), None)
def upload(customer_id, name, query, length, file):  # refuses what it can before it reads the file
    types = asked(read_customer(customer_id), name, "document")["types"]
    sides = {each["type"]: each.get("sides", []) for each in types}
    kind, country, side = (query.get(each, "") for each in ("type", "country", "side"))
    if kind not in sides or side not in ("", *sides[kind]) or not re.fullmatch("[A-Z]{3}", country):
        raise Problem(422, "document_refused")
    if not (media := media_type(first := file.read(min(length, 1024)))): raise Problem(415, "document_type_refused")
    sided, mark = {"side": side} if side else {}, os.urandom(16).hex()
    texts = {"targetId": customer_id, "target": "customer", "documentType": kind, "country": country, **sided}
    part = f"--{mark}\r\nContent-Disposition: form-data; name="
    form = "".join(f'{part}"{each}"\r\n\r\n{texts[each]}\r\n' for each in texts)
    form += f'{part}"file"; filename="{name}"\r\nContent-Type: {media}\r\n\r\n'  # no name of the file
    if len(data := first + file.read(length - len(first))) < length: raise Problem(400, "bad_request")  # cut off
    form = b"".join([form.encode(), data, f"\r\n--{mark}--\r\n".encode()])
    try:
        sphere("POST", "document", DOCUMENT, form, f"multipart/form-data; boundary={mark}", 60)
    except Problem as problem:  # after a lost answer SpherePay says whether it has the document
        if problem.upstream != 0 or not is_given(read_customer(customer_id), name): raise
    received = {"type": kind, **sided, "country": country, "receivedAt": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())}
    others = [each for each in uploads[customer_id].get(name, []) if (each["type"], each.get("side", "")) != (kind, side)]
    uploads[customer_id][name] = [*others, received]  # a side that is sent again replaces itself
    return NO_END, {"received": received}
FORMS = {"address": {"line1": ".{1,256}", "line2": ".{0,256}", "city": ".{1,256}", "state": ".{0,256}",
                     "postalCode": ".{0,256}", "country": "[A-Z]{3}"},  # what each text has to look like
         "tax": {"number": ".{1,256}", "type": "[a-z0-9_]+", "country": "[A-Z]{3}", "description": ".{0,256}"}}
TAX = {each: "taxIdentificationNumber" + each.capitalize().removeprefix("Number") for each in FORMS["tax"]}
POINTERS = {**{f"/address/{each}": f"/address/{each}" for each in FORMS["address"]},
            **{f"/personalInformation/{TAX[each]}": f"/tax/{each}" for each in TAX}}
def save(customer_id, given):  # only listed fields go further, so that nobody can send `meta`
    parts = {part: given[part] for part in FORMS if isinstance(given.get(part), dict)}
    kept = {part: {each: str(parts[part].get(each) or "").strip() for each in FORMS[part]} for part in parts}
    if not kept: raise Problem(400, "bad_request")
    wrong = [f"/{part}/{each}" for part in kept for each, text in kept[part].items()
             if not re.fullmatch(FORMS[part][each], text)]
    if "address" not in kept: wrong.append("/address")  # a tax number needs it: add the one that you know
    if wrong: raise Problem(422, "details_refused", wrong)
    name = "tax_identification_number" if "tax" in kept else "residential_address"
    asked(read_customer(customer_id), name, "fields")
    patch = {"address": {each: text for each, text in kept["address"].items() if text}}
    if "tax" in kept: patch["personalInformation"] = {TAX[each]: text for each, text in kept["tax"].items() if text}
    try: sphere("PATCH", f"customer/{customer_id}", DETAILS, patch)
    except Problem as problem:
        customer = read_customer(customer_id)
        if problem.upstream == 0 and is_given(customer, name): return NO_END, None  # only the answer was lost
        is_open = any(each["status"] == "incomplete" for each in customer["verificationProfiles"])
        if problem.upstream == 400 and not is_open: raise Problem(409, "details_locked")  # or wrong: it says 400
        named = [POINTERS[each] for each in problem.named if each in POINTERS] or [f"/{part}" for part in kept]
        raise Problem(422, "details_refused", named) if problem.code == "details_refused" else problem
    return NO_END, None
ROUTE = re.compile(r"/kyc/(?:(session|customer|submit|details)|(codes|documents)/(\w{1,64})(/check)?)/?")
METHODS = {"session": "POST", "customer": "GET", "submit": "POST", "details": "PATCH",
           "codes": "POST", "codes/check": "POST", "documents": "POST"}
def route(method, target, headers, file):
    found = ROUTE.fullmatch(target.path)
    path = "".join(filter(None, found.group(1, 2, 4))) if found else ""
    if METHODS.get(path) != method: raise Problem(404, "no_such_route")
    if path == "session":
        site, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin", ORIGIN)
        if site != "same-origin" and (site or origin != ORIGIN):  # the browser knows best
            raise Problem(403, "cross_site")  # another site's page, with your customer's cookie
        customer_id = customer_of_login(SimpleCookie(headers.get("Cookie", "")))
        session = {"token": new_token(customer_id), "customerId": customer_id, "customer": read_customer(customer_id)}
        return 201, session | {"events": False}  # there is no GET /events
    customer_id, name, length = customer_of_token(headers), found[3], headers.get("Content-Length") or "0"
    if path == "customer": return 200, read_customer(customer_id)
    if name and name not in STEPS: raise Problem(404, "no_such_requirement")
    act = lambda action: once(customer_id, found[0], headers.get("Idempotency-Key", ""), action)
    if path == "submit":
        ends_at, link = act(lambda: shared_link(customer_id))
        return 201, link | {"expiresInSeconds": max(0, int(ends_at - time.time()))}
    if path == "codes": return 201, act(lambda: send_code(customer_id, name))[1]
    if not length.isdecimal() or int(length) > MAX_BYTES:
        raise Problem(413, "document_too_large", maxBytes=MAX_BYTES)
    if path == "documents":
        return 201, act(lambda: upload(customer_id, name, dict(parse_qsl(target.query)), int(length), file))[1]
    try: given = dict(json.loads(file.read(min(int(length), 16384))))
    except (TypeError, ValueError): raise Problem(400, "bad_request") from None
    if path == "details": return 204, act(lambda: save(customer_id, given))[1]
    if not isinstance(given.get("code"), str): raise Problem(400, "bad_request")  # a number loses zeros
    return 204, act(lambda: check_code(customer_id, name, re.sub(r"\s", "", given["code"])))[1]
COMMON = {"Cache-Control": "no-store, no-transform", "Vary": "Authorization, Sphere-Kyc-Session"}
class Backend(BaseHTTPRequestHandler):
    timeout = 20  # seconds without a byte of a body
    def answer(self):
        try:
            status, body, extra = *route(self.command, urlsplit(self.path), self.headers, self.rfile), {}
        except Problem as problem:
            status, body, extra = problem.status, problem.body, problem.headers
        except Exception as error:  # SpherePay's answer does not fit; its text must not get out
            self.log_error("%s: %r", self.command, error)
            status, body, extra = 502, {"status": 502, "code": "upstream_failed"}, {}
        kind = f"application/{'problem+' if status >= 400 else ''}json"
        self.send_response(status)  # sends Date, too
        for name, value in {**({"Content-Type": kind} if body else {}), **COMMON, **extra}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode() if body else b"")
        self.connection.shutdown(socket.SHUT_WR)  # then read what still comes: a reset would lose the answer
        try: any(not self.connection.recv(1 << 20) for _ in range(1024))
        except OSError: pass
    do_GET = do_POST = do_PATCH = answer
if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Backend)
    ORIGIN = os.environ.get("ORIGIN", f"http://127.0.0.1:{server.server_port}")  # as browsers see it
    print(f"Backend: {ORIGIN}/kyc", flush=True)
    server.serve_forever()
