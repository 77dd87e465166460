package io.muster.index;

import io.muster.index.answer.RecordEffect;
import io.muster.index.answer.RecordEffect.CustomerEffect;
import io.muster.index.function.Effort;
import io.muster.index.id.IdTable;
import io.muster.index.record.CommandReader;
import io.muster.index.segment.PreparedRules;
import io.muster.index.segment.RehearsedSegments;
import io.muster.index.segment.RuleCompiler;
import io.muster.index.segment.Segments;
import io.muster.index.workspace.Records;
import io.muster.index.workspace.Stage;
import io.muster.index.workspace.WorkspaceState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a record would do: it is applied on a {@link Stage}, over which the workspace's segments are compiled anew, and
 * membership before and after is compared. Takes time by the segments and by the histories of those concerned, and none
 * by the number of customers; in parts, of which the last that copies is the moment of the answer. The engine's thread.
 */
final class Rehearsal implements SlowAnswer<RecordEffect> {
    private final Records records;
    private final Segments live;
    private final PreparedRules rules;
    private final CommandReader command;
    private final Pace pace;
    private Stage stage;
    private RehearsedSegments segments;
    private List<BitSet> before;
    private RecordEffect effect;
    private boolean done;

    /** What the record would do to the members of the segments; {@code command} must stay as it is. */
    Rehearsal(Records records, Segments live, PreparedRules rules, CommandReader command, Pace pace) {
        this.rules = rules;
        this.records = records;
        this.live = live;
        this.command = command;
        this.pace = pace;
        if (!records.takes(command.kind())) {
            finish(new RecordEffect("record: found kind " + command.kind() + ", expected one of a record", List.of()));
        }
    }

    @Override
    public boolean step() {
        Effort effort = new Effort(pace.visits());
        while (!done && segments == null && !effort.isSpent()) {
            copy(effort);
        }
        while (!done && segments != null && !effort.isSpent()) {
            rehearse(effort);
        }
        return done;
    }

    @Override
    public boolean isFixed() {
        return segments != null || done;
    }

    @Override
    public RecordEffect get() {
        return effect;
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
        }
    }

    private void copy(Effort effort) {
        if (stage == null) {
            stage = records.stage(command, pace.usualRows());
        }
        boolean copied = stage.step(effort);
        effort.spend(1);
        if (!copied) {
            return;
        }
        if (stage.isLost()) {
            boolean gone = stage.isGone();
            stage = null;
            if (gone) {
                finish(null);
            }
            return;
        }
        WorkspaceState state = stage.state();
        RuleCompiler compiler = new RuleCompiler(state.schema, state.days, state.functions, state.history());
        segments = new RehearsedSegments(live, compiler, rules, state.ids.ordinals(), state.events.rows());
    }

    private void rehearse(Effort effort) {
        if (!segments.prepare(effort)) {
            return;
        }
        if (before == null) {
            before = stage.customers().stream().map(this::memberships).toList();
        } else {
            finish(play());
        }
        effort.spend(before.size() * 64L);
    }

    private void finish(RecordEffect found) {
        effect = found;
        done = true;
    }

    private RecordEffect play() {
        Outcome outcome = new Outcome();
        stage.records().apply(command, outcome);
        if (!outcome.accepted()) {
            String field = outcome.field() == null ? "" : outcome.field() + ": ";
            return new RecordEffect(field + outcome.reason(), List.of());
        }
        List<CustomerEffect> effects = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            String customer = stage.customers().get(i);
            BitSet after = memberships(customer);
            if (i == 0 || !after.equals(before.get(i))) {
                effects.add(new CustomerEffect(customer, names(after, before.get(i)), names(before.get(i), after)));
            }
        }
        return new RecordEffect(null, effects);
    }

    /** The customer's segments by position; one who is not there, or no longer, is in none. */
    private BitSet memberships(String customer) {
        UnsafeBuffer id = new UnsafeBuffer(customer.getBytes(StandardCharsets.UTF_8));
        int ordinal = stage.state().ids.find(id, 0, id.capacity());
        return ordinal == IdTable.UNKNOWN ? new BitSet() : segments.memberships(ordinal);
    }

    private List<String> names(BitSet in, BitSet butNotIn) {
        BitSet difference = (BitSet) in.clone();
        difference.andNot(butNotIn);
        return difference.stream().mapToObj(segments::name).toList();
    }
}
