namespace Portal.Ipmi.InBand;

/// <summary>The driver of the system interface. Sends come from any thread, one at a time; <see cref="Receive"/> belongs to one thread.</summary>
internal interface IIpmiDevice : IDisposable
{
    /// <summary>Name for messages to people.</summary>
    string Name { get; }

    /// <summary>Hands a request to the driver, which does not wait for the BMC.</summary>
    /// <exception cref="IpmiException">The driver refuses it.</exception>
    void Send(InBandAddress address, Lun lun, long messageId, CommandCode code, ReadOnlySpan<byte> data);

    /// <summary>Waits for the next message of the BMC; null after <see cref="Interrupt"/>. Messages that are no answers are passed over.</summary>
    /// <exception cref="IpmiException">The device is gone.</exception>
    InBandAnswer? Receive();

    /// <summary>Ends <see cref="Receive"/>, now and for good.</summary>
    void Interrupt();
}
