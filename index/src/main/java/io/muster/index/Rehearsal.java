package io.muster.index;

import io.muster.index.answer.RecordEffect;
import io.muster.index.answer.RecordEffect.CustomerEffect;
import io.muster.index.id.IdTable;
import io.muster.index.record.CommandReader;
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
 * by the number of customers. The engine's thread.
 */
final class Rehearsal {
    private final Stage stage;
    private final RehearsedSegments segments;

    private Rehearsal(Stage stage, Segments live) {
        this.stage = stage;
        WorkspaceState state = stage.state();
        RuleCompiler compiler = new RuleCompiler(state.schema, state.days, state.functions, state.history());
        segments = new RehearsedSegments(live, compiler, state.ids.ordinals());
    }

    /** What the record would do to the members of the segments. */
    static RecordEffect of(Records records, Segments live, CommandReader command) {
        if (!records.takes(command.kind())) {
            return new RecordEffect("record: found kind " + command.kind() + ", expected one of a record", List.of());
        }
        return new Rehearsal(records.stage(command), live).play(command);
    }

    private RecordEffect play(CommandReader command) {
        List<BitSet> before = stage.customers().stream().map(this::memberships).toList();
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
