# SPDX-License-Identifier: MIT
#
# rollcall - one Makefile, no recursion. `make help` lists the goals.
#
# Sources are found by wildcard, floor by floor; each floor becomes one archive
# and a unit test links only its floor and those beneath it, so that a call
# upward cannot link. Objects live in $(BUILD)/$(MODE), one folder per mode, so
# that sanitizer objects never mix with others.

MODE    ?= release
ifneq ($(filter fuzz,$(MAKECMDGOALS)),) # libFuzzer wants clang
MODE    := fuzz
CC      := clang-14
endif
BUILD   ?= build
OUT     := $(BUILD)/$(MODE)
GEN     := $(BUILD)/gen
VERSION := 0.1.0

PREFIX  ?= /usr/local
DESTDIR ?=

CC      ?= gcc
STRICT  := -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE \
	-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wwrite-strings -Wswitch-enum -Wformat=2 \
	-fno-common $(if $(WERROR),-Werror)
HARDEN  := -fstack-protector-strong -fPIE
FLAGS_release := -O2 -g -D_FORTIFY_SOURCE=2
FLAGS_debug   := -O0 -g
FLAGS_asan    := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined
FLAGS_cov     := -O0 -g --coverage
FLAGS_fuzz    := $(FLAGS_asan) -fsanitize=fuzzer-no-link
LINK_release  := -pie -Wl,-z,relro,-z,now
LINK_debug    := -pie
LINK_asan     := -pie -fsanitize=address,undefined
LINK_cov      := -pie --coverage
LINK_fuzz     := -pie -fsanitize=fuzzer,address,undefined
CFLAGS_ALL = $(STRICT) $(HARDEN) $(FLAGS_$(MODE)) $(DEPS_CFLAGS) \
	-DRC_VERSION='"$(VERSION)"' $(CFLAGS)
LDFLAGS_ALL = $(LINK_$(MODE)) $(LDFLAGS)

# One short line a step; V=1 shows the commands.
run = $(if $(V),,@printf '  %-5s %s\n' $1 $2;)

# --- what to build with: found, or installed, or named -----------------------
NO_BUILD := help clean doctor format
ifneq ($(filter-out $(NO_BUILD),$(or $(MAKECMDGOALS),all)),)
include $(BUILD)/deps.mk
endif
$(BUILD)/deps.mk: data/tool/deps.sh
	@mkdir -p $(@D)
	@sh data/tool/deps.sh build >$@.tmp && mv $@.tmp $@
$(BUILD)/deps.%: data/tool/deps.sh
	@mkdir -p $(@D)
	@sh data/tool/deps.sh $* >$@.tmp && mv $@.tmp $@

# --- floors, lowest first; tests/lint/layers.txt is the law ------------------
FLOORS := base model sql table rule render probe import report poll store app
# What a unit test of each floor may link: itself and what it stands on.
ON_base   := base
ON_model  := model base
ON_sql    := sql base
ON_table  := table base
ON_rule   := rule model base
ON_render := render table base
ON_probe  := probe model base
ON_import := import model base
ON_report := report rule table model base
ON_poll   := poll probe model base
ON_store  := store sql model base
ON_app    := app store poll report import probe rule table sql model base
ON_cli    := cli render $(ON_app)
ON_tui    := tui render $(ON_app)

src_of = $(if $(filter tui,$1),$(wildcard tui/*.c tui/*/*.c),$(wildcard src/$1/*.c))
obj_of = $(patsubst %.c,$(OUT)/%.o,$(call src_of,$1))
lib_of = $(OUT)/lib$1.a
libs_of = $(foreach f,$(ON_$1),$(call lib_of,$f))

INC_cli := -Iinclude
INC_tui := -Iinclude -Itui
inc_of = $(or $(INC_$1),-Iinclude -Isrc)

.DEFAULT_GOAL := all

.PHONY: all fuzz pot demo check asan lint tidy format bench install uninstall help doctor clean fleet
.DELETE_ON_ERROR:
.SECONDARY:

all: $(OUT)/rollcall ## build the program

define floor_rules
$(call lib_of,$1): $(call obj_of,$1) $(if $(filter base,$1),$(OUT)/gen/data.o)
	@rm -f $$@
	$$(call run,AR,$$@) ar rcs $$@ $$^
$(foreach d,$(if $(filter tui,$1),tui,src/$1),
$(OUT)/$d/%.o: $d/%.c $(BUILD)/deps.mk
	@mkdir -p $$(@D)
	$$(call run,CC,$$<) $$(CC) $$(CFLAGS_ALL) $(call inc_of,$1) -MMD -MP -c $$< -o $$@)
endef
$(foreach f,$(FLOORS) cli tui,$(eval $(call floor_rules,$f)))

$(OUT)/src/main.o: src/main.c $(BUILD)/deps.mk
	@mkdir -p $(@D)
	$(call run,CC,$<) $(CC) $(CFLAGS_ALL) -Iinclude -Isrc -I. -MMD -MP -c $< -o $@

$(OUT)/rollcall: $(OUT)/src/main.o $(call lib_of,cli) $(call lib_of,tui) $(call lib_of,render) $(foreach f,$(ON_app),$(call lib_of,$f))
	$(call run,LINK,$@) $(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ $(DEPS_LIBS) -o $@

# Counts kept in the database are of one set of rules: another set, another mark.
RULES := $(shell cat src/rule/*.[ch] | sha256sum | cut -c1-16)
$(OUT)/src/rule/counts.o: CFLAGS += -DRC_RULES='"$(RULES)"'
$(OUT)/src/rule/counts.o: $(wildcard src/rule/*.[ch])

# --- embedded data -----------------------------------------------------------
DATA_DIRS := schema plan probe alias po keymap demo report
DATA_FILES := $(sort $(filter-out %.po %.pot data/demo/%.sh %.md,$(wildcard $(foreach d,$(DATA_DIRS),data/$d/* data/$d/*/*))))
DATA_PLAIN := $(foreach f,$(DATA_FILES),$(if $(wildcard $f/.),,$f))
MO_FILES := $(patsubst data/po/%.po,$(GEN)/po/%.mo,$(wildcard data/po/*.po))

$(GEN)/po/%.mo: data/po/%.po $(BUILD)/deps.mk
	@mkdir -p $(@D)
	$(call run,MO,$<) msgfmt --check-format -o $@ $<
$(GEN)/data.c: data/tool/embed.sh $(DATA_PLAIN) $(MO_FILES) $(BUILD)/deps.mk
	@mkdir -p $(@D)
	$(call run,EMBED,$@) sh data/tool/embed.sh data $(DATA_PLAIN) -- $(GEN) $(MO_FILES) >$@.tmp && mv $@.tmp $@
$(OUT)/gen/data.o: $(GEN)/data.c
	@mkdir -p $(@D)
	$(call run,CC,$<) $(CC) $(CFLAGS_ALL) -Iinclude -MMD -MP -c $< -o $@

# Collects the sentences of the program into every catalogue (house: English in
# the source). Untranslated ones are listed by msgfmt --statistics.
TR_SRC := $(foreach f,$(FLOORS) cli tui,$(call src_of,$f)) src/main.c \
	$(wildcard src/*/*.h tui/*.h tui/*/*.h)
pot: $(BUILD)/deps.mk ## collect new sentences into data/po
	xgettext --language=C --from-code=UTF-8 --keyword=_ --keyword=N_ \
		--add-comments=TRANSLATORS --no-location --sort-output \
		--package-name=rollcall -o $(BUILD)/rollcall.pot $(sort $(TR_SRC))
	for po in data/po/*.po; do \
		msgmerge -q --update --backup=none --no-location --sort-output \
			--no-fuzzy-matching $$po $(BUILD)/rollcall.pot; \
		msgfmt --statistics --check -o /dev/null $$po; done

# --- the simulated fleet -----------------------------------------------------
FLEET_OBJ := $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/fleet/*.c))
$(OUT)/tests/fleet/%.o: tests/fleet/%.c $(BUILD)/deps.mk
	@mkdir -p $(@D)
	$(call run,CC,$<) $(CC) $(CFLAGS_ALL) -D_GNU_SOURCE -MMD -MP -c $< -o $@
$(OUT)/fleetsim: $(FLEET_OBJ)
	$(call run,LINK,$@) $(CC) $(CFLAGS_ALL) $(LDFLAGS_ALL) $^ -lcrypto -lcsv -o $@
fleet: $(OUT)/fleetsim

# --- tests -------------------------------------------------------------------
UNIT_SRC := $(wildcard tests/unit/*/test_*.c)
UNIT_BIN := $(patsubst tests/%.c,$(OUT)/tests/%,$(UNIT_SRC))
TEST_LIB := $(patsubst %.c,$(OUT)/%.o,$(wildcard tests/lib/*.c))
$(OUT)/tests/lib/%.o: tests/lib/%.c $(BUILD)/deps.mk $(BUILD)/deps.check
	@mkdir -p $(@D)
	$(call run,CC,$<) $(CC) $(CFLAGS_ALL) -Iinclude -Isrc -Itests -MMD -MP -c $< -o $@
define unit_rules
$(OUT)/tests/unit/$1/%: tests/unit/$1/%.c $(TEST_LIB) $(call libs_of,$1) $(BUILD)/deps.check
	@mkdir -p $$(@D)
	$$(call run,LINK,$$@) $$(CC) $$(CFLAGS_ALL) $(if $(filter tui,$1),-Itui) -Iinclude -Isrc -Itests $$(LDFLAGS_ALL) -MMD -MP $$< $(TEST_LIB) $(call libs_of,$1) $$(DEPS_LIBS) -lcmocka -o $$@
endef
$(foreach f,$(FLOORS) cli tui,$(eval $(call unit_rules,$f)))

# TAP from every program and script; RUN=pattern picks some.
SCRIPT_TESTS := $(sort $(wildcard tests/cli/*.sh tests/ssh/*.sh tests/tui/*.sh tests/lint/test_*.sh))
RUN ?=
check: $(OUT)/rollcall $(OUT)/fleetsim $(UNIT_BIN) $(BUILD)/deps.check ## build and run every test
	@OUT=$(OUT) BUILD=$(BUILD) sh tests/lib/run.sh "$(RUN)" $(UNIT_BIN) $(SCRIPT_TESTS)
unit: $(UNIT_BIN) $(BUILD)/deps.check
	@OUT=$(OUT) BUILD=$(BUILD) sh tests/lib/run.sh "$(RUN)" $(UNIT_BIN)
asan: ## the unit tests under ASan and UBSan
	$(MAKE) --no-print-directory MODE=asan unit

lint: $(OUT)/rollcall $(BUILD)/deps.lint ## the house laws, held by machine
	@OUT=$(OUT) CC='$(CC)' sh tests/lint/lint.sh
tidy: $(BUILD)/deps.mk $(GEN)/data.c $(BUILD)/deps.lint ## clang-tidy 14
	@sh tests/lint/tidy.sh $(sort $(foreach f,$(FLOORS) cli tui,$(call src_of,$f)) src/main.c)
format: ## clang-format 14 over the C files
	@sh data/tool/deps.sh lint >/dev/null && clang-format-14 -i $$(git ls-files '*.c' '*.h')

# All that a fuzzer touches is built with clang, in a mode of its own;
# tests/fuzz/README.md says how to run them.
FUZZ_BIN := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/*.c))
$(BUILD)/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(call libs_of,import) $(BUILD)/deps.fuzz
	@mkdir -p $(@D)
	$(call run,LINK,$@) $(CC) $(CFLAGS_ALL) -Iinclude -Isrc -Itests $(LDFLAGS_ALL) $< $(call libs_of,import) $(DEPS_LIBS) -o $@
fuzz: $(FUZZ_BIN) ## the fuzzers, built with clang into build/fuzz

bench: $(OUT)/rollcall $(OUT)/fleetsim $(BUILD)/deps.bench ## speed figures, side by side with floors and peers
	@OUT=$(OUT) BUILD=$(BUILD) sh tests/bench/run.sh

demo: $(OUT)/rollcall $(OUT)/fleetsim $(BUILD)/deps.demo ## the sample province: polled, judged, priced; then the screen
	@OUT=$(OUT) sh data/demo/demo.sh $(BUILD)/demo

SHARE := $(DESTDIR)$(PREFIX)/share
COMPLETIONS := bash:bash-completion/completions/rollcall \
	zsh:zsh/site-functions/_rollcall fish:fish/vendor_completions.d/rollcall.fish
UNITS := $(wildcard data/systemd/*)
install: $(OUT)/rollcall ## DESTDIR and PREFIX are honoured
	install -D -m 755 $(OUT)/rollcall $(DESTDIR)$(PREFIX)/bin/rollcall
	install -d $(SHARE)/man/man1 $(SHARE)/man/man7 \
		$(DESTDIR)$(PREFIX)/lib/systemd/system
	install -m 644 data/man/*.1 $(SHARE)/man/man1
	install -m 644 data/man/*.7 $(SHARE)/man/man7
	set -e; for u in $(UNITS); do sed 's|@PREFIX@|$(PREFIX)|' "$$u" | \
		install -m 644 /dev/stdin "$(DESTDIR)$(PREFIX)/lib/systemd/system/$${u##*/}"; done
	set -e; for c in $(COMPLETIONS); do \
		install -d "$(SHARE)/$$(dirname "$${c#*:}")"; \
		$(OUT)/rollcall completion "$${c%%:*}" >"$(SHARE)/$${c#*:}"; done
uninstall: ## remove what install put there
	rm -f $(DESTDIR)$(PREFIX)/bin/rollcall \
		$(patsubst data/man/%,$(SHARE)/man/man1/%,$(wildcard data/man/*.1)) \
		$(patsubst data/man/%,$(SHARE)/man/man7/%,$(wildcard data/man/*.7)) \
		$(patsubst data/systemd/%,$(DESTDIR)$(PREFIX)/lib/systemd/system/%,$(UNITS)) \
		$(foreach c,$(COMPLETIONS),$(SHARE)/$(lastword $(subst :, ,$c)))

doctor: ## what is found and what is missing
	@sh data/tool/deps.sh doctor
clean: ## remove build/
	rm -rf $(BUILD)
help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile
	@echo '  MODE=release|debug|asan|cov   WERROR=1   V=1   BUILD=folder   RUN=pattern (tests)'

-include $(shell find $(OUT) -name '*.d' 2>/dev/null)
