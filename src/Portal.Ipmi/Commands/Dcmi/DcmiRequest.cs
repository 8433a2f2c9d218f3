namespace Portal.Ipmi.Commands.Dcmi;

/// <summary>A command of the Data Center Manageability Interface, group DCh (DCMI 1.5 §6).</summary>
/// <typeparam name="TResponse">What the command answers.</typeparam>
public abstract record DcmiRequest<TResponse> : GroupRequest<TResponse>
{
    /// <inheritdoc />
    public sealed override byte Group => 0xDC;
}
