package io.muster.index.field;

import io.muster.index.column.PageBits;
import io.muster.index.column.TextColumn;
import io.muster.index.criterion.Criterion;
import io.muster.index.criterion.Flips;
import io.muster.index.snapshot.Frozen;
import io.muster.index.snapshot.SnapshotException;
import io.muster.index.snapshot.StateReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Dictionary-coded text, compared case-sensitively. A change asks only the criteria that accept the old or new text.
 */
public final class TextField extends Field {
    /** Different texts that a field of one workspace can have had. */
    public static final int MAX_TEXTS = 100_000_000;

    private static final int FILL_LENGTH = 8_192;

    private static final TextCriterion[] NONE = {};

    private final TextColumn column = new TextColumn();
    private final Int2ObjectHashMap<TextCriterion[]> accepting = new Int2ObjectHashMap<>();
    private final List<TextCriterion> patterns = new ArrayList<>();
    private final Flips flips;
    private final int mostTexts;

    public TextField(String name, Flips flips) {
        this(name, flips, MAX_TEXTS);
    }

    TextField(String name, Flips flips, int mostTexts) {
        super(name, FieldKind.TEXT);
        this.flips = flips;
        this.mostTexts = mostTexts;
    }

    /** The dictionary number of the customer's text; 0 for none. */
    public int get(int ordinal) {
        return column.get(ordinal);
    }

    /** The text with that dictionary number. */
    public String text(int valueId) {
        return column.dictionary().text(valueId);
    }

    /** How many customers have each text, by dictionary number; one scan over all customers. */
    public int[] counts() {
        return column.counts();
    }

    /** The dictionary number of a text, given now if it is new. */
    public int intern(String text) {
        int known = column.dictionary().find(text);
        return known != 0 ? known : introduce(column.dictionary().intern(text));
    }

    /** The dictionary number of a text in UTF-8, given now if it is new. */
    public int intern(DirectBuffer buffer, int offset, int length) {
        int known = column.dictionary().find(buffer, offset, length);
        return known != 0 ? known : introduce(column.dictionary().intern(buffer, offset, length));
    }

    @Override
    public boolean isFull() {
        return column.dictionary().size() >= mostTexts
                || Room.isFull(column.dictionary().takenBytes());
    }

    /** Sets the customer's text by dictionary number, 0 for none, and flips what it flips. */
    public void set(int ordinal, int valueId) {
        int old = column.get(ordinal);
        if (old == valueId) {
            return;
        }
        column.set(ordinal, valueId);
        for (TextCriterion criterion : accepting(old)) {
            criterion.set(ordinal, criterion.holds(valueId), flips);
        }
        for (TextCriterion criterion : accepting(valueId)) {
            criterion.set(ordinal, true, flips);
        }
    }

    @Override
    public void clear(int ordinal) {
        set(ordinal, 0);
    }

    @Override
    public Object value(int ordinal) {
        int valueId = column.get(ordinal);
        return valueId == 0 ? null : text(valueId);
    }

    @Override
    protected Criterion build(Object predicate, boolean saved) {
        TextCriterion criterion = new TextCriterion((TextPredicate) predicate);
        if (predicate instanceof TextPredicate.OneOf oneOf) {
            if (saved) {
                oneOf.texts().forEach(text -> acceptKnownOrToCome(criterion, text));
            } else {
                oneOf.texts().forEach(text -> acceptKnown(criterion, text));
                patterns.add(criterion);
            }
        } else {
            for (int valueId = 1; valueId <= column.dictionary().size(); valueId++) {
                acceptIfHolds(criterion, valueId, text(valueId));
            }
            patterns.add(criterion);
        }
        return criterion;
    }

    @Override
    public int fillLength() {
        return FILL_LENGTH;
    }

    @Override
    public int fill(Criterion criterion, int from, int to) {
        TextCriterion text = (TextCriterion) criterion;
        for (int ordinal = from; ordinal < to; ordinal++) {
            if (text.holds(column.get(ordinal))) {
                text.members().add(ordinal);
            }
        }
        return to;
    }

    @Override
    public boolean scans(Criterion apart) {
        return true;
    }

    @Override
    public int scan(Criterion apart, int page, PageBits bits) {
        TextCriterion text = (TextCriterion) apart;
        boolean read = column.find(page, text.ids(), bits);
        bits.replaceIn(text.members(), page);
        return read ? 1 : 0;
    }

    @Override
    protected void drop(Criterion criterion) {
        patterns.remove(criterion);
        for (int valueId : ((TextCriterion) criterion).accepted()) {
            TextCriterion[] rest = Arrays.stream(accepting(valueId))
                    .filter(other -> other != criterion)
                    .toArray(TextCriterion[]::new);
            accepting.put(valueId, rest);
        }
    }

    /**
     * A text that is not known is asked about as patterns are, when it comes: it gets no number for being asked for.
     */
    private void acceptKnown(TextCriterion criterion, String text) {
        int known = column.dictionary().find(text);
        if (known != 0) {
            accept(criterion, known);
        }
    }

    /** Where no new text can come, nobody will have one that is not known. */
    private void acceptKnownOrToCome(TextCriterion criterion, String text) {
        if (!isFull() || column.dictionary().find(text) != 0) {
            accept(criterion, intern(text));
        }
    }

    private int introduce(int valueId) {
        if (!patterns.isEmpty()) {
            String text = text(valueId);
            for (TextCriterion criterion : patterns) {
                acceptIfHolds(criterion, valueId, text);
            }
        }
        return valueId;
    }

    private void acceptIfHolds(TextCriterion criterion, int valueId, String text) {
        if (criterion.holds(text)) {
            accept(criterion, valueId);
        }
    }

    private void accept(TextCriterion criterion, int valueId) {
        criterion.accept(valueId);
        TextCriterion[] known = accepting(valueId);
        TextCriterion[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = criterion;
        accepting.put(valueId, more);
    }

    private TextCriterion[] accepting(int valueId) {
        TextCriterion[] found = accepting.get(valueId);
        return found == null ? NONE : found;
    }

    @Override
    public void freeze(Frozen into) {
        column.freeze(into);
    }

    @Override
    public void restore(StateReader in) throws SnapshotException {
        column.restore(in);
    }

    @Override
    public long bytes() {
        return column.bytes();
    }
}
