using Portal.BmcSim.Hardware;

namespace Portal.BmcSim.Commands;

/// <summary>The FRU devices of one BMC. The bytes are the profile's until somebody writes.</summary>
internal sealed class FruStore(IReadOnlyList<SimFru> devices)
{
    private Dictionary<SimFru, byte[]>? _written;

    public SimFru? Find(byte address, byte id)
    {
        foreach (var device in devices)
        {
            if (device.Id == id && device.Address == address)
                return device;
        }
        return null;
    }

    public ReadOnlySpan<byte> Content(SimFru device) =>
        _written is not null && _written.TryGetValue(device, out var bytes) ? bytes : device.Content.Span;

    public void Write(SimFru device, int offset, ReadOnlySpan<byte> data)
    {
        _written ??= new Dictionary<SimFru, byte[]>(ReferenceEqualityComparer.Instance);
        if (!_written.TryGetValue(device, out var bytes))
            _written.Add(device, bytes = device.Content.ToArray());
        data.CopyTo(bytes.AsSpan(offset));
    }
}
