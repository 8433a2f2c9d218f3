namespace Portal.Ipmi.Inventory;

/// <content>The type/length fields of an area.</content>
internal ref partial struct FruParser
{
    /// <summary>Goes through the fields of one area, from its first to the C1h that closes them.</summary>
    private ref struct FieldCursor(ReadOnlySpan<byte> area, int position, FruArea which, List<FruRemark> remarks)
    {
        private const int MaxCustomFields = 256;

        private readonly ReadOnlySpan<byte> _area = area;
        private int _position = position;
        private bool _ended;
        private bool _missing;

        /// <summary>The next of the standard fields; null when the area closed before it.</summary>
        public FruField? Next(bool english)
        {
            if (TryNext(english, out var field))
                return field;
            if (!_missing)
            {
                _missing = true;
                Add(remarks, FruRemarkKind.FieldsMissing, which, "The area closes before all of its standard fields.");
            }

            return null;
        }

        /// <summary>The fields that follow the standard ones.</summary>
        public List<FruField> Rest(bool english)
        {
            var fields = new List<FruField>();
            while (fields.Count < MaxCustomFields && TryNext(english, out var field))
                fields.Add(field);
            return fields;
        }

        private bool TryNext(bool english, out FruField field)
        {
            field = FruField.Empty;
            if (_ended)
                return false;
            if (_position >= _area.Length)
                return End(FruRemarkKind.NoEndMarker, "The area ends without the C1h that closes its fields.");
            var rest = _area[_position..];
            if (rest[0] == FruText.EndOfFields)
            {
                _ended = true;
                return false;
            }

            if (!rest.ContainsAnyExcept((byte)0xFF, (byte)0xFE))
                return End(FruRemarkKind.Filler, $"The space after the fields is filled with {rest[0]:X2}h, without the C1h that closes them.");
            if (!rest.ContainsAnyExcept((byte)0x00))
                return End(FruRemarkKind.NoEndMarker, "The area ends without the C1h that closes its fields.");
            var length = rest[0] & 0x3F;
            if (length > rest.Length - 1)
                return End(FruRemarkKind.FieldPastEnd, $"A field of {length} bytes reaches past the end of its area, which has {rest.Length - 1} left.");
            field = FruText.Decode(rest[0], rest.Slice(1, length), english, out var problem);
            if (problem is not null)
                Add(remarks, FruRemarkKind.BadText, which, $"In a field {problem}.");
            _position += 1 + length;
            return true;
        }

        private bool End(FruRemarkKind kind, string text)
        {
            _ended = true;
            Add(remarks, kind, which, text);
            return false;
        }
    }
}
