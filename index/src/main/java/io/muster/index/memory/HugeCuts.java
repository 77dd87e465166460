package io.muster.index.memory;

import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Parts of one length, by number, cut from {@link HugePages}: those whose numbers stand together come from one piece,
 * which is made when the first of them is asked for. The writer's thread.
 */
public final class HugeCuts {
    private final int cutBytes;
    private UnsafeBuffer[] pieces = {};

    /** @param cutBytes a power of two, less than {@link HugePages#PIECE_BYTES} */
    public HugeCuts(int cutBytes) {
        this.cutBytes = cutBytes;
    }

    /** How many parts a piece has. */
    public int perPiece() {
        return HugePages.PIECE_BYTES / cutBytes;
    }

    /** The part of this number: zeroed when it is first asked for, and not to be asked for twice. */
    public UnsafeBuffer cut(int number) {
        int place = number / perPiece();
        if (place >= pieces.length) {
            pieces = Arrays.copyOf(pieces, Math.max(place + 1, pieces.length * 2));
        }
        if (pieces[place] == null) {
            pieces[place] = HugePages.allocate();
        }
        return new UnsafeBuffer(pieces[place], number % perPiece() * cutBytes, cutBytes);
    }
}
