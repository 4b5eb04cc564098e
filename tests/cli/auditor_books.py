# SPDX-License-Identifier: MIT
"""auditor_books - the exported CSV files, and the verdict over them, by the
rules of "How the figures are made" in rollcall(1). See auditor.py."""
import csv
import datetime as dt
import os

PASS, OPEN, FAIL = 0, 1, 2
COMPUTERS = ('desktop', 'laptop', 'tablet')
FALLBACKS = dict(theta=100, age_max_years=5, uniform_min=90, seen_max_days=30,
                 disk_free_min=10, firewall_required=1, antivirus_required=1,
                 av_age_max_days=7, encrypt_portable=1, update_age_max_days=30,
                 scan_max_days=90, lead_days=60, fixed_asset_min=10000000)
GROUPS = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'shared']
TAKES = dict(desktop=('desktop',), portable=('laptop', 'tablet'),
             computer=COMPUTERS, printer=('printer',), scanner=('scanner',),
             shredder=('shredder',), photocopier=('photocopier',))


def day_of(text):
    return dt.date.fromisoformat(text[:10]) if text else None


def add_months(day, months):
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    last = (dt.date(year + month // 12, month % 12 + 1, 1)
            - dt.timedelta(1)).day
    return dt.date(year, month, min(day.day, last))


def quarter_of(day):
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def whole(text):
    return int(text) if text not in ('', None) else None


def holds(row, day, begin='valid_from', end='valid_to'):
    a, b = day_of(row.get(begin)), day_of(row.get(end))
    return (a is None or a <= day) and (b is None or day <= b)


class Books:
    def __init__(self, folder, day):
        self.folder, self.day = folder, day
        self.start = dt.date(day.year, 1, 1)
        self.last = dt.date(day.year, 12, 31)
        for kind in ('agencies posts devices custody tokens links norms params '
                     'targets releases profiles lives orders contracts '
                     'licences').split():
            setattr(self, kind, self.read(kind))
        self.facts = {}
        for row in self.read('facts'):
            if day_of(row['at']) <= day:  # later ones are not known yet
                self.facts.setdefault(row['device'], {})[row['name']] = row
        self.agencies = sorted((a for a in self.agencies if holds(a, day)),
                               key=lambda a: a['code'].encode())
        self.by_code = {a['code']: a for a in self.agencies}
        self.roster = [a for a in self.agencies if a['in_quota'] == 'true']
        self.posts = sorted((p for p in self.posts if holds(p, day)
                             and p['agency'] in self.by_code),
                            key=lambda p: p['code'].encode())
        self.post = {p['code']: p for p in self.posts}
        self.norms = [n for n in self.norms if holds(n, day)]
        self.profiles = {p['code']: p for p in self.profiles if holds(p, day)}
        self.hold_and_judge()

    def read(self, kind):
        path = os.path.join(self.folder, kind + '.csv')
        with open(path, encoding='utf-8-sig', newline='') as file:
            return list(csv.DictReader(file))

    def param(self, name, day=None):
        best = None
        for row in self.params:
            if row['name'] == name and holds(row, day or self.day) and (
                    best is None or
                    (row['valid_from'] or '') >= (best['valid_from'] or '')):
                best = row
        return int(best['value']) if best else FALLBACKS.get(name, 0)

    # --- links, tokens, systems ---------------------------------------------

    def link(self, agency):
        if not self.param('link_required'):
            return PASS
        best, gate = None, PASS
        floor = self.param('bw_min_province_kbps' if agency['tier'] ==
                           'province' else 'bw_min_commune_kbps')
        for l in self.links:
            if (l['agency'] != agency['code'] or l['status'] != 'active' or
                    not holds(l, self.day, 'start_date', 'end_date')):
                continue
            if l['type'] == 'internet' and self.param(
                    'link_controlled_required'):
                gate = max(gate, {'true': PASS, 'false': FAIL}.get(
                    l['controlled'], OPEN))
            if self.param('link_wan_required') and l['type'] not in (
                    'dedicated', 'party-wan'):
                continue
            one = PASS
            if floor:
                one = (OPEN if l['down_kbps'] == '' else
                       PASS if int(l['down_kbps']) >= floor else FAIL)
            if l['available_bp'] != '' and int(
                    l['available_bp']) < self.param('avail_min_bp'):
                one = FAIL
            best = one if best is None else min(best, one)
        return FAIL if best is None else max(best, gate)

    def token(self, post):
        return any(t['post'] == post['code'] and t['status'] == 'active' and
                   holds(t, self.day) for t in self.tokens)

    def releases_of(self, facts):
        os_id, version = (facts.get(n, {}).get('value')
                          for n in ('os_id', 'os_version_id'))
        if not os_id or not version:
            return None
        rows = [r for r in self.releases
                if r['os_id'].lower() == os_id.lower() and
                (version + '.').startswith(r['version'] + '.')]
        longest = max((len(r['version'].encode()) for r in rows), default=0)
        rows = [r for r in rows if len(r['version'].encode()) == longest]
        edition = facts.get('os_edition', {}).get('value') or None
        named = [r for r in rows if edition and
                 r['edition'].lower() == edition.lower()]
        if named:
            return named
        return [r for r in rows if edition is None or r['edition'] == '']

    def supported(self, facts, day):
        rows = self.releases_of(facts)
        if not rows:
            return OPEN
        found = {OPEN if r['support_end'] == '' else
                 PASS if day <= day_of(r['support_end']) else FAIL
                 for r in rows}
        return found.pop() if len(found) == 1 else OPEN

    def approved(self, facts):
        rows = self.releases_of(facts)
        if rows is None:
            return OPEN
        found = {PASS if r['approved'] == 'true' else FAIL for r in rows}
        return FAIL if not found else found.pop() if len(found) == 1 else OPEN

    # --- one device -----------------------------------------------------------

    def judge(self, device, post, agency):
        """{check: finding} of a computer; the names end in its remedy."""
        f = self.facts.get(device['asset_tag'], {})
        p = self.param

        def value(name):
            return f[name]['value'] if name in f and f[name]['value'] else None

        def number(name):
            return int(value(name)) if value(name) is not None else None

        def age(name, of):  # of a day that a fact told, when it told it
            return (day_of(f[name]['at']) - day_of(value(of))).days

        def yes(name):
            return {'yes': PASS, 'no': FAIL}.get(value(name), OPEN)

        def enough(have, need, parts=1, of=1):
            if not need:
                return PASS
            if have is None:
                return OPEN
            return PASS if have * of >= need * parts else FAIL

        work = self.profiles.get(post['profile']) if post else None
        own = self.profiles.get(device['profile'])
        if own is None and work is None:
            own = self.profiles.get('office')
        own = own or work
        need = lambda profile, name: profile and whole(profile[name]) or 0
        kib = lambda mb: mb * 1024
        since = day_of(device['in_service_date'] or device['purchase_date'])
        support = self.supported(
            f, self.day + dt.timedelta(p('os_margin_days')))
        heard = max((day_of(r['at']) for r in f.values()), default=None)
        none = lambda name: (value(name) or '').lower() == 'none'
        named = lambda name: (OPEN if value(name) is None else
                              PASS if none(name) else FAIL)
        c = {}
        c['age replace'] = OPEN if since is None else (
            PASS if self.day <= add_months(since, 12 * p('age_max_years'))
            else FAIL)
        c['support mend'] = support
        c['cpu replace'] = enough(number('cpu_cores'), need(own, 'cpu_cores'))
        c['ram replace'] = enough(number('ram_kb'),
                                  kib(need(own, 'ram_mb')), 7, 8)
        gb = need(own, 'disk_gb')
        c['disk replace'] = enough(number('disk_total_kb'),
                                   gb * 976562 + gb // 2, 15, 16)
        if p('ssd_required'):
            c['ssd replace'] = {'no': PASS, 'yes': FAIL}.get(
                value('disk_rotational'), OPEN)
        c['system mend'] = PASS if value('os_id') else OPEN
        c['bundle mend'] = (OPEN if value('antivirus') is None else
                            FAIL if none('antivirus') else PASS)
        if own and own.get('required'):
            c['software mend'] = named('missing')
        if (post and 'true' in (post['signer'], post['handler']) and
                p('token_required')):
            c['token token'] = PASS if self.token(post) else FAIL
        c['status replace'] = PASS if device['status'] == 'in_use' else FAIL
        c['seen mend'] = OPEN if heard is None else (
            PASS if (self.day - heard).days <= p('seen_max_days') else FAIL)
        if p('disk_free_min'):
            c['free mend'] = (
                enough(number('disk_free_kb'), number('volume_kb'),
                       p('disk_free_min'), 100)
                if number('volume_kb') else OPEN)
        c['work cpu replace'] = enough(number('cpu_cores'),
                                       need(work, 'cpu_cores'))
        c['work ram replace'] = enough(number('ram_kb'),
                                       kib(need(work, 'ram_mb')), 7, 8)
        if device['connectivity'] != 'isolated':
            c['link link'] = self.link(agency) if agency else OPEN
        c['firewall mend'] = (yes('firewall') if p('firewall_required')
                              else PASS)
        if p('antivirus_required'):
            running = yes('antivirus_running')
            c['antivirus mend'] = (
                FAIL if none('antivirus') else OPEN
                if value('antivirus') is None and running == PASS else running)
            c['signatures mend'] = (
                OPEN if value('antivirus_date') is None else
                PASS if age('antivirus_date', 'antivirus_date') <=
                p('av_age_max_days') else FAIL)
        desktop = device['category'] == 'desktop'
        if (p('encrypt_desktop' if desktop else 'encrypt_portable') or
                any(q and q['encryption'] == 'true' for q in (own, work))):
            c['encrypted mend'] = yes('disk_encrypted')
        c['updates mend'] = self.updates(value, number, age)
        if p('scan_max_days'):
            scan = day_of(value('scan_date') or '')
            c['scan mend'] = OPEN if scan is None else (
                PASS if (self.day - scan).days <= p('scan_max_days') else FAIL)
        if own and own['forbidden']:
            c['forbidden mend'] = named('forbidden')
        return c

    def updates(self, value, number, age):
        pending, most = number('updates_pending'), self.param(
            'update_age_max_days')
        if pending is None:
            return OPEN
        if pending == 0:
            return PASS
        if value('updates_since') is not None:
            return (PASS if age('updates_pending', 'updates_since') <= most
                    else FAIL)
        if (value('updates_last') is not None and
                age('updates_pending', 'updates_last') <= most):
            return PASS
        return OPEN

    # --- who has what -----------------------------------------------------------

    def hold_and_judge(self):
        self.holder = {c['device']: c['post'] for c in self.custody
                       if holds(c, self.day, 'from_date', 'to_date')
                       and c['post'] in self.post}
        self.links_of = {}
        self.machines = [d for d in self.devices
                         if d['category'] in COMPUTERS]
        self.held = {}
        for at, d in enumerate(self.machines):
            post = self.post.get(self.holder.get(d['asset_tag']))
            agency = self.by_code.get((post or d)['agency'])
            d['at'], d['post'] = at, post
            d['checks'] = self.judge(d, post, agency)
            d['finding'] = max(d['checks'].values())
            d['approved'] = self.approved(self.facts.get(d['asset_tag'], {}))
            d['serves'] = (d['status'] == 'in_use' and
                           d['ownership'] != 'personal')
            d['primary'] = False
            if post:
                self.held.setdefault(post['code'], []).append(d)
        for p in self.posts:
            serving = [d for d in self.held.get(p['code'], []) if d['serves']]
            serving.sort(key=lambda d: (
                d['finding'], -(day_of(d['in_service_date'] or
                                       d['purchase_date'] or '0001-01-01')
                                .toordinal()), d['at']))
            p['primary'] = serving[0] if serving else None
            if serving:
                serving[0]['primary'] = True
            p['conforms'] = bool(serving) and serving[0]['finding'] == PASS

    def posts_of(self, code):
        return [p for p in self.posts if p['agency'] == code]

    def uniform(self, machines):
        """PASS, OPEN or FAIL of [(approved)] by uniform_min."""
        n, least = len(machines), self.param('uniform_min')
        good = sum(a == PASS for a in machines)
        maybe = good + sum(a == OPEN for a in machines)
        if n == 0 or 100 * good >= least * n:
            return PASS
        return OPEN if 100 * maybe >= least * n else FAIL

    def in_use(self, code):
        return [d for d in self.machines
                if d['agency'] == code and d['serves']]

    def came_this_year(self, d):
        came = day_of(d['purchase_date'] or d['in_service_date'])
        return came is not None and self.start <= came <= self.day

    def verdict(self, agency):
        posts, theta = self.posts_of(agency['code']), self.param('theta')
        good = sum(p['conforms'] for p in posts)
        unknown = sum(p['primary'] is not None and
                      p['primary']['finding'] == OPEN for p in posts)
        served = sum(p['primary'] is not None for p in posts)
        base = self.uniform([d['approved']
                             for d in self.in_use(agency['code'])])
        n = len(posts)
        met = lambda k: n > 0 and 100 * k >= theta * n
        v = dict(posts=n, served=served, conforming=good, unknown=unknown,
                 equipped=met(served), conforms=met(good) and base == PASS,
                 missing=max(0, (theta * n + 99) // 100 - good))
        renewed = sum(p['primary'] is not None and not p['conforms'] and
                      self.came_this_year(p['primary']) for p in posts)
        if self.param('refresh_counts', self.last) and not v['conforms'] and (
                met(good + renewed) and base == PASS):
            v.update(conforms=True, missing=0)
        v['open'] = (not v['conforms'] and met(good + unknown) and
                     base != FAIL)
        return v

    def quota(self):
        for t in self.targets:
            if int(t['year']) != self.day.year or t['indicator'] not in (
                    'Q1', 'Q2'):
                continue
            vs = [self.verdict(a) for a in self.roster
                  if a['tier'] == t['tier']]
            there = [v for v in vs if v['posts']]
            need = (int(t['percent']) * len(there) + 99) // 100
            yield dict(indicator=t['indicator'], tier=t['tier'],
                       target_percent=int(t['percent']), roster=len(there),
                       needed=need,
                       equipped=sum(v['equipped'] for v in there),
                       conforming=sum(v['conforms'] for v in there),
                       unknown=sum(v['open'] for v in there),
                       not_evaluable=len(vs) - len(there))
