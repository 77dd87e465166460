package io.muster.server.oracle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Ways to break a shop on purpose, so that it is seen to be found out. {@code -Dmuster.broken=WINDOW_EDGE_LATE}. */
enum Breakage {
    /** Every window moves a millisecond late: at an edge all is as it was just before. */
    WINDOW_EDGE_LATE(null) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new ShiftedShop(right, history, -1);
        }
    },
    /** Every window moves a millisecond early. */
    WINDOW_EDGE_EARLY(null) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new ShiftedShop(right, history, 1);
        }
    },
    /** An order or a completion does not take back an abandoned checkout. */
    FORGOTTEN_TAKEBACK(null) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new RewritingShop(right, record -> {
                if (record.get("type").asText().equals("checkout_completed")) {
                    record.put("id", "another");
                }
                record.remove("checkout");
                return record;
            });
        }
    },
    /** An order that is said again does not replace the first. */
    LOST_DUPLICATE(null) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            Set<String> orders = new HashSet<>();
            return new RewritingShop(
                    right,
                    record -> !record.get("type").asText().equals("order_placed")
                                    || orders.add(record.get("id").asText())
                            ? record
                            : record.removeAll().put("type", "customer").put("id", "c-0"));
        }
    },
    /** An order that is said again counts twice. */
    COUNTED_TWICE(null) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            Set<String> orders = new HashSet<>();
            return new RewritingShop(
                    right,
                    record -> !record.get("type").asText().equals("order_placed")
                                    || orders.add(record.get("id").asText())
                            ? record
                            : record.put("id", record.get("id").asText() + " again"));
        }
    },
    /** Every local day has 24 hours. */
    DAYS_OF_24_HOURS(null) {
        @Override
        History misread(History history) {
            return new History(history.zone().getRules().getOffset(history.start()), history.start(), history.steps());
        }
    },
    /** It says that nothing is due. */
    SLEEPS_ON(null) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new ForwardingShop(right) {
                @Override
                public long nextDueMillis() {
                    return Long.MAX_VALUE;
                }
            };
        }
    },
    /** An edit is acknowledged and not done. */
    LOST_EDIT(null) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new ForwardingShop(right) {
                @Override
                public boolean edit(String name, String rule) {
                    return right.edit(name, rule) && right.edit(name, "number_of_orders >= 0");
                }
            };
        }
    },
    /** A membership is said to hold a millisecond longer than it does. */
    UNTIL_ONE_LATER(JudgedShop.Skill.UNTIL) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new ForwardingShop(right) {
                @Override
                public NaiveWorkspace.Until until(String name, String customer) {
                    NaiveWorkspace.Until until = right.until(name, customer);
                    return new NaiveWorkspace.Until(
                            until.member(),
                            until.untilMillis() == Long.MAX_VALUE ? Long.MAX_VALUE : until.untilMillis() + 1);
                }
            };
        }
    },
    /** Of a step that tells more than two changes the first is not told. */
    LOST_CHANGE(JudgedShop.Skill.CHANGES) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new MistellingShop(right, heard -> heard.size() > 2 ? heard.subList(1, heard.size()) : heard);
        }
    },
    /** Changes that time brings are told at the time of the last. */
    CHANGES_AT_THE_END(JudgedShop.Skill.CHANGES) {
        @Override
        JudgedShop broken(JudgedShop right, History history) {
            return new MistellingShop(right, heard -> {
                List<JudgedShop.Heard> late = new ArrayList<>();
                heard.forEach(each -> late.add(new JudgedShop.Heard(
                        each.segment(),
                        each.version(),
                        each.customer(),
                        each.entered(),
                        each.sequence(),
                        heard.getLast().atMillis(),
                        each.cause(),
                        each.recordId())));
                return late;
            });
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JudgedShop.Skill skill;

    Breakage(JudgedShop.Skill skill) {
        this.skill = skill;
    }

    /** Whether it shows in a shop of such skills. */
    boolean shows(Set<JudgedShop.Skill> skills) {
        return skill == null || skills.contains(skill);
    }

    /** A shop that is wrong in this way and right in all others. */
    Replay.Opening broken(Replay.Opening right) {
        return history -> broken(right.open(misread(history)), history);
    }

    JudgedShop broken(JudgedShop right, History history) {
        return right;
    }

    History misread(History history) {
        return history;
    }

    private static final class ShiftedShop extends ForwardingShop {
        private final long byMillis;
        private Instant last;

        ShiftedShop(JudgedShop right, History history, long byMillis) {
            super(right);
            this.byMillis = byMillis;
            last = history.start();
        }

        @Override
        public void advance(Instant now) {
            Instant shifted = now.plusMillis(byMillis);
            last = shifted.isBefore(last) ? last : shifted;
            right.advance(last);
        }

        @Override
        public long nextDueMillis() {
            return last.toEpochMilli();
        }
    }

    private static final class RewritingShop extends ForwardingShop {
        private final UnaryOperator<ObjectNode> rewriting;

        RewritingShop(JudgedShop right, UnaryOperator<ObjectNode> rewriting) {
            super(right);
            this.rewriting = rewriting;
        }

        @Override
        public boolean take(String json, boolean imported) {
            try {
                return right.take(
                        rewriting.apply((ObjectNode) JSON.readTree(json)).toString(), imported);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MistellingShop extends ForwardingShop {
        private final UnaryOperator<List<Heard>> telling;

        MistellingShop(JudgedShop right, UnaryOperator<List<Heard>> telling) {
            super(right);
            this.telling = telling;
        }

        @Override
        public List<Heard> heard() {
            return telling.apply(right.heard());
        }
    }
}
