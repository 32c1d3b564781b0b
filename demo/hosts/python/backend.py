"""A backend for <sphere-kyc-onboarding>: the three required routes, Python's standard library alone.
Replace `customer_of_login` by your own login, and the dictionaries by a store your processes share.
The contract is openapi.yaml; `npx sphere-kyc-onboarding doctor` checks what you make of it."""
import base64, datetime, hmac, json, os, re, threading, time, urllib.error, urllib.request
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

API_KEY = os.environ["SPHERE_API_KEY"]  # leaves this process in `sphere` alone
API_URL, PORT = os.environ["SPHERE_API_URL"].rstrip("/"), int(os.environ.get("PORT", "4187"))
SECRET = os.environ["KYC_SESSION_SECRET"].encode()
assert len(SECRET) >= 32, "KYC_SESSION_SECRET needs 32 random bytes or more"
LINK_HOSTS = os.environ.get("LINK_HOSTS", "in.sumsub.com sumsub.com spherepay.co").split()
SESSION_SECONDS, KEPT_SECONDS, SHARED_SECONDS = 600, 600, 10

class Problem(Exception):  # an answer other than success (RFC 9457), with a code of the wire
    def __init__(self, status, code, errors=(), headers={}):
        self.status, self.headers = status, headers
        self.body = {"status": status, "code": code, **({"errors": errors} if errors else {})}

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
        if claims["exp"] > time.time():
            return claims["sub"]
    raise Problem(401, "session_invalid")

# --- SpherePay: of its answers nothing goes further than this part, except by name.
REFUSALS = {401: (502, "host_misconfigured"), 403: (502, "host_misconfigured"),  # the host's own key
            404: (404, "customer_not_found"), 429: (429, "rate_limited")}
SUBMIT_REFUSALS = {**REFUSALS, 400: (409, "wrong_state"), 409: (409, "wrong_state"),
                   422: (422, "requirements_outstanding")}
class NoRedirect(urllib.request.HTTPRedirectHandler):  # the key must not follow a redirect
    redirect_request = lambda *_: None

def sphere(method, path):
    request = urllib.request.Request(f"{API_URL}/v2/customer/{path}", method=method)
    request.add_header("Authorization", f"Bearer {API_KEY}")
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=8) as answer:
            return json.loads(answer.read(256 * 1024))
    except urllib.error.HTTPError as error:
        table = SUBMIT_REFUSALS if method == "POST" else REFUSALS
        status, code = table.get(error.code, (502, "upstream_failed"))
        text = error.read(65536).decode("utf-8", "replace") if status == 422 else ""
        named = [{"pointer": each} for each in re.findall(r'"pointer": *"(/[a-z][a-z0-9_]*)"', text)]
        raise Problem(status, code, named, {"Retry-After": "5"} if status == 429 else {}) from None
    except (OSError, ValueError) as error:
        late = isinstance(getattr(error, "reason", error), TimeoutError)
        raise Problem(*(504, "upstream_timeout") if late else (502, "upstream_failed")) from None

def read_customer(customer_id):  # an allow-list: personal data and new members stay here
    given, profiles = sphere("GET", customer_id), []
    for each in given["verificationProfiles"]:
        lists = each.get("criteria") or each  # SpherePay has sent the lists in both places
        criteria = {name: lists.get(name) or [] for name in ("complete", "pending", "required")}
        criteria["errors"] = [{"name": error["name"]} for error in lists.get("errors") or []]
        profiles.append({"name": each["name"], "status": each["status"], "criteria": criteria})
    plain = {name: given[name] for name in ("id", "type", "tosStatus") if given.get(name)}
    return plain | {"verificationProfiles": profiles}

# --- One click, one submit: keys against retries; one lock and one link per customer against tabs.
# clicks: (customer, key) -> (made at, ends at, answer). links: customer -> the same.
guard, locks, in_flight, clicks, links = threading.Lock(), {}, set(), {}, {}

def live(kept, seconds):
    return kept and time.time() < min(kept[0] + seconds, kept[1])
def submit(customer_id, key):
    if not re.fullmatch(r"[!-~]{1,255}", key):
        raise Problem(400, "bad_request")
    click = (customer_id, key)
    with guard:
        for old in [each for each in clicks if not live(clicks[each], KEPT_SECONDS)]:
            del clicks[old]
        if click in in_flight:
            raise Problem(409, "in_flight")
        in_flight.add(click)
        kept, lock = clicks.get(click), locks.setdefault(customer_id, threading.Lock())
    try:
        with lock:  # a request that waited here finds the link of the request before it
            kept = kept or shared_link(customer_id)
    finally:
        with guard:
            in_flight.discard(click)
            clicks.update({click: kept} if kept else {})
    return kept[2] | {"expiresInSeconds": max(0, int(kept[1] - time.time()))}

def shared_link(customer_id):
    if not live(links.get(customer_id), SHARED_SECONDS):
        given = sphere("POST", f"{customer_id}/kyc-link")
        address, ends = urlsplit(given["url"]), given["expiresAt"]
        host = f"{address.scheme}://{address.netloc}".removeprefix("https://")
        if host not in LINK_HOSTS:  # exact names; for development an origin: http://127.0.0.1:4180
            raise ValueError(f"a link to {host}, which is not in LINK_HOSTS")
        ends_at = datetime.datetime.fromisoformat(ends.replace("Z", "+00:00")).timestamp()
        links[customer_id] = (time.time(), ends_at, {"url": given["url"], "expiresAt": ends})
    return links[customer_id]

ROUTES = {"/kyc/session": "POST", "/kyc/customer": "GET", "/kyc/submit": "POST"}
def route(method, path, headers):
    if method != ROUTES.get(path := path.removesuffix("/")):
        raise Problem(404, "no_such_route")
    if path == "/kyc/session":
        site, origin = headers.get("Sec-Fetch-Site"), headers.get("Origin", ORIGIN)
        if site != "same-origin" and (site or origin != ORIGIN):  # the browser knows best
            raise Problem(403, "cross_site")  # another site's page, with your customer's cookie
        customer_id = customer_of_login(SimpleCookie(headers.get("Cookie", "")))
        session = {"token": new_token(customer_id), "customerId": customer_id, "events": False}
        return 201, session | {"customer": read_customer(customer_id)}
    customer_id = customer_of_token(headers)
    if path == "/kyc/customer":
        return 200, read_customer(customer_id)
    return 201, submit(customer_id, headers.get("Idempotency-Key", ""))

COMMON = {"Cache-Control": "no-store, no-transform", "Vary": "Authorization, Sphere-Kyc-Session"}
class Backend(BaseHTTPRequestHandler):
    def answer(self):
        try:
            status, body, extra = *route(self.command, urlsplit(self.path).path, self.headers), {}
        except Problem as problem:
            status, body, extra = problem.status, problem.body, problem.headers
        except Exception as error:  # SpherePay's answer does not fit; its text must not get out
            self.log_error("%s %s: %r", self.command, self.path, error)
            status, body, extra = 502, {"status": 502, "code": "upstream_failed"}, {}
        kind = f"application/{'problem+' if status >= 400 else ''}json"
        self.send_response(status)  # sends Date, too
        for name, value in {"Content-Type": kind, **COMMON, **extra}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())
    do_GET = do_POST = answer

if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Backend)
    ORIGIN = os.environ.get("ORIGIN", f"http://127.0.0.1:{server.server_port}")  # as browsers see it
    print(f"Backend: {ORIGIN}/kyc", flush=True)
    server.serve_forever()
