# SPDX-License-Identifier: MIT
"""auditor - the quota and the purchase list once more, from the exported CSV
files alone, by the rules of "How the figures are made" in rollcall(1).

    python3 auditor.py FOLDER DAY quota            indicator,tier,roster,...
    python3 auditor.py FOLDER DAY lines [AGENCY]   the purchase list, sorted
    python3 auditor.py FOLDER DAY agency CODE      one agency, post by post
    python3 auditor.py FOLDER DAY wear             wear of the year, by asset

It shares no code with the program and reads nothing but the files. Integers
only. The plan's year, and the period, is the year of DAY.
"""
import csv
import datetime as dt
import sys

from auditor_books import (FAIL, GROUPS, OPEN, PASS, TAKES, Books, add_months,
                           day_of, holds, quarter_of, whole)

OTHERS = ('printer', 'scanner', 'shredder', 'photocopier')
MOVED_FOR = ('new', 'broken or lost', 'end of life', 'replace')


class Audit(Books):
    # --- what to buy ------------------------------------------------------------

    def norm(self, group, item, shared=False):
        rows = [n for n in self.norms if n['title_group'] == group and
                n['item'] == item and bool(n['shared_per']) == shared]
        return max(rows, key=lambda n: n['valid_from'] or '', default=None)

    def computer_norms(self, group):
        rows = [self.norm(group, i) for i in ('desktop', 'portable',
                                              'computer')]
        return [n for n in rows if n]

    def price_norm(self, group, category):
        for groups in ([group], GROUPS):
            rows = [self.norm(g, i, s) for g in groups for i in TAKES
                    for s in (False, True) if category in TAKES[i]]
            rows = [n for n in rows if n]
            if rows:
                return max(rows, key=lambda n: int(n['ceiling']))
        return None

    def price(self, norm):
        if norm is None:
            return None
        ceiling = int(norm['ceiling'])
        if not self.param('price_basis'):
            return ceiling
        paid = [d for d in self.devices if d['cost'] and int(d['cost']) > 0 and
                d['purchase_date'] and day_of(d['purchase_date']) <= self.day
                and d['ownership'] in ('', 'owned') and
                d['category'] in TAKES[norm['item']]]
        if not paid:
            return ceiling
        last = max(enumerate(paid), key=lambda e: (e[1]['purchase_date'],
                                                   e[0]))[1]
        return min(ceiling, int(last['cost']))

    def life(self, category, day):
        rows = [l for l in self.lives if l['category'] == category and
                holds(l, day)]
        return max(rows, key=lambda l: l['valid_from'] or '', default=None)

    def end_of_life(self, d):
        if d['eol_date']:
            return day_of(d['eol_date'])
        since = day_of(d['in_service_date'] or d['purchase_date'])
        if since is None:
            return None
        row = self.life(d['category'],
                        self.day if self.param('wear_transition') else since)
        return add_months(since, 12 * int(row['years'])) if row else None

    def worn(self, d):
        end = self.end_of_life(d)
        return end is not None and self.start <= end <= self.last

    def loses_support(self, d):
        rows = self.releases_of(self.facts.get(d['asset_tag'], {}))
        ends = [day_of(r['support_end']) for r in rows or []]
        if not ends or None in ends:
            return None
        margin = dt.timedelta(self.param('os_margin_days'))
        end = min(ends)
        return (end if self.day + margin <= end < self.last + margin
                else None)

    def why(self, d, remedy):
        return any(f == FAIL and name.endswith(remedy)
                   for name, f in d['checks'].items())

    def lacks(self, agency):
        for p in self.posts_of(agency['code']):
            norms = self.computer_norms(p['title_group'])
            norm = min(norms, key=lambda n: int(n['ceiling']), default=None)
            lack = dict(post=p, group=p['title_group'], norm=norm, due=False,
                        counts=not p['conforms'], need=None, end=None,
                        old=p['primary'], token=(
                            'true' in (p['signer'], p['handler']) and
                            self.param('token_required') and
                            not self.token(p)))
            held = self.held.get(p['code'], [])
            first = p['primary']
            if first is None:
                gone = any(d['status'] in ('broken', 'lost') for d in held)
                lack.update(need='broken or lost' if gone else 'new', due=gone)
                yield lack
                continue
            ends = self.loses_support(first)
            if self.worn(first):
                lack.update(need='end of life', due=True,
                            end=self.end_of_life(first))
            elif lack['counts'] and self.why(first, 'replace'):
                lack.update(need='replace')
            elif ends:
                lack.update(need='support ends', due=True, end=ends)
            elif lack['counts'] and self.why(first, 'mend'):
                lack.update(need='mend')
            elif lack['counts'] and any(
                    f == OPEN and not name.endswith('link')
                    for name, f in first['checks'].items()):
                lack.update(need='ask')
            if lack['need'] or lack['counts']:
                yield lack
            room = sum(int(n['quantity']) for n in norms) - 1 - sum(
                d['serves'] and not d['primary'] and not self.worn(d)
                for d in held)
            for d in held:
                gone = d['status'] in ('broken', 'lost')
                if d['primary'] or room <= 0 or not (
                        gone or d['serves'] and self.worn(d)):
                    continue
                room -= 1
                yield dict(lack, due=True, counts=False, token=False, old=d,
                           need='broken or lost' if gone else 'end of life',
                           end=None if gone else self.end_of_life(d),
                           norm=self.price_norm(p['title_group'],
                                                d['category']))

    NEEDS = ['from stock', 'on order', 'transfer', 'new', 'broken or lost',
             'end of life', 'replace', 'support ends', 'mend', 'ask', None]

    def spares(self, code):
        modern = ('age', 'support', 'cpu', 'ram', 'disk', 'ssd', 'firewall',
                  'antivirus', 'signatures', 'encrypted', 'updates', 'scan',
                  'forbidden')
        return [d for d in self.machines
                if d['agency'] == code and d['status'] == 'in_stock' and
                d['ownership'] != 'personal' and not d['post'] and
                not any(f == FAIL and name.split()[0] in modern
                        for name, f in d['checks'].items())]

    def open_orders(self, code, items):
        n = 0
        for o in self.orders:
            if o['agency'] != code or o['item'] not in items:
                continue
            if o['ordered_on'] and day_of(o['ordered_on']) > self.day:
                continue
            late = (o['status'] == 'delivered' and o['delivered_on'] and
                    day_of(o['delivered_on']) > self.day)
            if o['status'] == 'ordered' or late:
                n += int(o['quantity'])
        return n

    def before(self, day):
        """The quarter to order in, to have it by `day`."""
        first = quarter_of(self.day)
        if day is None:
            return first
        return quarter_of(max(first, day - dt.timedelta(
            self.param('lead_days'))))

    def wanting(self, agency):
        v = self.verdict(agency)
        cost = lambda l: (self.price(l['norm']) if l['need'] and l['norm'] and
                          l['need'] not in self.NEEDS[:2] else 0)
        rank = lambda l: self.NEEDS.index(l['need'])
        lacks = sorted(self.lacks(agency), key=lambda l: (
            not l['due'], cost(l), rank(l), l['post']['code'].encode()))
        kept, missing = [], v['missing']
        for l in lacks:
            if l['due'] or missing > 0:
                kept.append(l)
                missing -= l['counts']
        if v['conforms'] and not kept:
            return None
        line = lambda l: (
            not l['due'], l['need'] is None, rank(l),
            GROUPS.index(l['group']) if l['group'] in GROUPS else -1,
            cost(l), l['end'] or dt.date.min, l['post']['code'].encode())
        for need, n in (('from stock', len(self.spares(agency['code']))),
                        ('on order', self.open_orders(agency['code'], (
                            'desktop', 'portable', 'computer')))):
            for l in sorted(kept, key=line):
                if n > 0 and l['need'] and rank(l) > 1:
                    l['need'], n = need, n - 1
        w = dict(agency=agency, v=v, lacks=sorted(kept, key=line), chosen=None)
        for l in w['lacks']:
            l['price'] = 0 if rank(l) <= 1 else self.price(l['norm']) or 0
        w['cost'] = sum(l['price'] for l in kept if l['need'] and
                        not l['due'])
        link = self.link(agency) == FAIL and not v['conforms']
        mixed = [d['approved'] for d in self.in_use(agency['code'])]
        for l in kept:
            if l['need']:
                mixed.append(PASS)
                old = l['old']
                if old and old['serves'] and old['agency'] == agency['code']:
                    mixed.remove(old['approved'])
        w['no_link'] = link
        w['hindered'] = not v['conforms'] and (
            link or self.uniform(mixed) != PASS or
            any(l['need'] and l['norm'] is None for l in kept))
        return w

    def plan(self):
        all_ = [self.wanting(a) for a in self.roster
                if self.verdict(a)['posts']]
        all_ = [w for w in all_ if w]
        all_.sort(key=lambda w: (
            w['v']['conforms'], w['hindered'], w['cost'], w['v']['missing'],
            w['agency']['code'].encode()))
        for t in self.targets:
            if int(t['year']) != self.day.year or t['indicator'] not in (
                    'Q1', 'Q2', 'Q3'):
                continue
            tier = [a for a in self.roster
                    if t['tier'] in ('', a['tier'])]
            vs = [self.verdict(a) for a in tier]
            need = (int(t['percent']) *
                    sum(v['posts'] > 0 for v in vs) + 99) // 100
            have = sum(v['conforms'] for v in vs) + sum(
                w['chosen'] is not None and w['agency'] in tier for w in all_)
            for w in all_:
                if (have < need and w['chosen'] is None and
                        not w['v']['conforms'] and w['agency'] in tier):
                    w['chosen'], have = t['indicator'], have + 1
        for w in all_:
            w['bought'] = [l for l in w['lacks'] if l['need'] and
                           (l['due'] or w['chosen'] is not None)]
        self.move(all_)
        return all_

    def move(self, all_):
        own = {w['agency']['code']: sum(l['need'] == 'from stock'
                                        for l in w['bought']) for w in all_}
        pool = []
        for a in self.roster:
            pool += self.spares(a['code'])[own.get(a['code'], 0):]
        for p in self.posts:
            room = sum(int(n['quantity'])
                       for n in self.computer_norms(p['title_group'])) - 1
            beside = [d for d in self.held.get(p['code'], [])
                      if not d['primary'] and d['serves'] and
                      d['finding'] == PASS and d['agency'] == p['agency']]
            if room >= 0:
                pool += [d for d in beside if d['agency'] in
                         {a['code'] for a in self.roster}][room:]
        pool = [d for d in pool if d['connectivity'] != 'isolated' and
                d['ownership'] != 'rented']
        pool.sort(key=lambda d: d['at'])
        parent = lambda code: self.by_code[code]['parent']
        for near in (lambda d, a: d['agency'] == a['code'],
                     lambda d, a: a['parent'] and
                     parent(d['agency']) == a['parent'],
                     lambda d, a: True):
            for w in all_:
                for l in w['bought']:
                    if l['need'] not in MOVED_FOR or not l['price']:
                        continue
                    d = next((d for d in pool if near(d, w['agency'])), None)
                    if d:
                        pool.remove(d)
                        l['instead'] = l['need']
                        l['need'], l['price'] = 'transfer', 0

    def entitled(self, agency, item):
        count, people = {}, {}
        for p in self.posts_of(agency['code']):
            group = p['title_group']
            rank = GROUPS.index(group) if group in GROUPS else len(GROUPS)
            key = p['holder'] or object()
            if key not in people or rank < people[key]:
                people[key] = rank
        for rank in people.values():
            for g in ({rank, GROUPS.index('shared')} - {len(GROUPS)}):
                count[GROUPS[g]] = count.get(GROUPS[g], 0) + 1
        n, norm = 0, None
        for g in GROUPS:
            for shared in (False, True):
                row = self.norm(g, item, shared)
                if not row or not count.get(g) or (
                        g == 'shared' and not shared):
                    continue
                norm, k = row, count[g]
                if shared:
                    k = -(-k // int(row['shared_per']))
                n += k * int(row['quantity'])
        return n, norm

    def equipment(self):
        words = ('MFP', 'MFC', 'đa năng', 'multifunction', 'all-in-one')
        for a in self.roster:
            here = [d for d in self.devices if d['agency'] == a['code'] and
                    d['ownership'] != 'personal']
            for item in OTHERS:
                mine = [d for d in here if d['category'] == item]
                gone = sum(d['status'] in ('broken', 'lost') for d in mine)
                there = [d for d in mine if d['status'] in (
                    'in_transit', 'in_stock', 'in_use', 'repair')]
                ended = sum(self.worn(d) for d in there)
                working = len(there)
                if item == 'scanner':
                    working += sum(
                        any(w in d['model'] for w in words) for d in here
                        if d['category'] in OTHERS and
                        d['category'] != 'scanner' and d['status'] in (
                            'in_transit', 'in_stock', 'in_use', 'repair'))
                n, norm = self.entitled(a, item)
                room = n - (working - ended) - self.open_orders(
                    a['code'], (item,))
                for need, k in (('broken or lost', gone),
                                ('end of life', ended),
                                ('up to the norm', room if
                                 self.param('fill_norm') else 0)):
                    k = min(k, room)
                    if k > 0:
                        room -= k
                        yield (None, a['code'], 'shared', item, need, k,
                               self.price(norm), 2)

    def licences_short(self, plan):
        sorts = (('os', 'operating system'), ('office', 'office suite'),
                 ('antivirus', 'antivirus'))
        for sort, label in sorts:
            rows = [l for l in self.licences if l['kind'] == sort and
                    l['agency'] in self.by_code]
            if not rows:
                continue
            need = {a['code']: 0 for a in self.agencies}
            for p in self.posts:
                if p['primary'] and self.by_code[p['agency']][
                        'in_quota'] == 'true':
                    f = self.facts.get(p['primary']['asset_tag'], {})
                    need[p['agency']] += (
                        sort != 'os' or f.get('os_id', {}).get('value') ==
                        'windows')
            for w in plan:
                need[w['agency']['code']] += sum(
                    l['need'] in ('new', 'broken or lost')
                    for l in w['bought'])
            recorded = {l['agency'] for l in rows}
            above = lambda a: ([] if a['parent'] not in self.by_code else
                               [a['parent']] +
                               above(self.by_code[a['parent']]))
            priced = [l for l in rows if l['price']]
            like = max(enumerate(priced), default=(0, None), key=lambda e: (
                e[1]['start_date'] or '', e[0]))[1]
            for a in sorted(self.agencies, key=lambda a: -len(above(a))):
                held = sum(int(l['quantity']) for l in rows
                           if l['agency'] == a['code'] and
                           holds(l, self.last, 'start_date', 'end_date'))
                short = max(0, need[a['code']] - held)
                if recorded & set(above(a)):
                    need[a['parent']] += short
                elif a['code'] in recorded and short:
                    yield (None, a['code'], '', label, 'licence', short,
                           int(like['price']) if like else None, 3)

    def contracts_end(self):
        paid = {a['code'] for a in self.agencies
                if a['in_quota'] == 'true' or not a['parent']}
        ends = lambda r: (r['end_date'] and
                          self.start <= day_of(r['end_date']) <= self.last)
        priced = set()
        times = dict(month=12, quarter=4, year=1)
        for l in self.links:
            if l['agency'] in paid and l['status'] != 'ended' and ends(l):
                price = (int(l['price']) * times[l['price_per']]
                         if l['price'] and l['price_per'] else None)
                if price is not None:
                    priced.add(l['agency'])
                yield (None, l['agency'], '', 'link', 'contract ends', 1,
                       price, 5)
        kinds = dict(link=('line rental', 5), service=('service', 5),
                     warranty=('warranty and maintenance', 8))
        for c in self.contracts:
            if (c['agency'] not in paid or c['kind'] not in kinds or
                    not ends(c) or
                    (c['kind'] == 'link' and c['agency'] in priced)):
                continue
            label, budget = kinds[c['kind']]
            if c['budget']:
                budget = int(c['budget'].split('-')[0])
            amount, months = whole(c['amount']), 12
            if c['start_date']:
                months = 1
                while add_months(day_of(c['start_date']),
                                 months) <= day_of(c['end_date']):
                    months += 1
            if amount is not None and months > 12:
                amount = -(-amount * 12 // months)
            yield (None, c['agency'], '', label, 'contract ends', 1, amount,
                   budget)

    def lines(self):
        plan = self.plan()
        rows = {}
        for w in plan:
            code = w['agency']['code']
            for l in w['bought']:
                item = l['norm']['item'] if l['norm'] else 'computer'
                price = (l['price'] if l['norm'] or
                         self.NEEDS.index(l['need']) <= 2 else None)
                key = (w['chosen'], code, l['group'], item, l['need'], price,
                       2)
                rows[key] = rows.get(key, 0) + 1
            if w['chosen'] is None:
                continue
            for l in w['lacks']:
                if l['token']:
                    key = (w['chosen'], code, l['group'], 'digital signature',
                           'signature', None, None)
                    rows[key] = rows.get(key, 0) + 1
            if w['no_link']:
                rows[w['chosen'], code, '', 'link', 'link', None, 5] = 1
        out = [(t, a, g, i, n, k, p, b)
               for (t, a, g, i, n, p, b), k in rows.items()]
        out += self.equipment()
        out += self.licences_short(plan)
        out += self.contracts_end()
        for t, a, g, i, n, k, p, b in out:
            yield [t or '', a, g, i, n, k, '' if p is None else p,
                   k * (p or 0), b or '']

    # --- wear -------------------------------------------------------------------

    def wear(self):
        for d in self.devices:
            since = day_of(d['in_service_date'] or d['purchase_date'])
            cost = whole(d['cost'])
            if (since is None or since.year > self.day.year or not cost or
                    cost < self.param('fixed_asset_min') or
                    d['ownership'] not in ('', 'owned') or
                    d['status'] in ('retired', 'planned', 'in_transit')):
                continue
            row = first = self.life(d['category'], since)
            if row is None:
                continue
            left, base, rate, years = cost, cost, int(row['rate_bp']), None
            last = since.year + int(row['years']) - 1
            for year in range(since.year, self.day.year + 1):
                now = (self.life(d['category'], dt.date(year, 12, 31))
                       if self.param('wear_transition') else first)
                if now is not None and now is not row:
                    row = now
                    if left:
                        base, rate = left, 0
                        years = max(1, int(row['years']) -
                                    (year - since.year))
                        last = year + years - 1
                wear = ((base * rate + 5000) // 10000 if rate else
                        (base + years // 2) // years)
                if year >= last or wear > left:
                    wear = left
                left -= wear
            yield [d['asset_tag'], cost, row['years'], wear, cost - left, left]


def main():
    books = Audit(sys.argv[1], dt.date.fromisoformat(sys.argv[2]))
    out = csv.writer(sys.stdout, lineterminator='\n')
    if sys.argv[3] == 'quota':
        for row in books.quota():
            out.writerow(row.values())
    elif sys.argv[3] == 'lines':
        rows = sorted(books.lines(), key=str)
        if len(sys.argv) > 4:
            rows = [r for r in rows if r[1] == sys.argv[4]]
        out.writerows(rows)
    elif sys.argv[3] == 'wear':
        out.writerows(books.wear())
    else:
        agency = books.by_code[sys.argv[4]]
        for p in books.posts_of(agency['code']):
            d = p['primary']
            out.writerow([p['code'], d and d['asset_tag'],
                          p['conforms'],
                          ';'.join(n for n, f in (d['checks'] if d else
                                                  {}).items() if f == FAIL)])
        out.writerow([f'{k}={v}' for k, v in books.verdict(agency).items()])


main()
