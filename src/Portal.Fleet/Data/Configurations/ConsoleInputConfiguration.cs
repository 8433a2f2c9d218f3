using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Fleet.Consoles.Input;

namespace Portal.Fleet.Data.Configurations;

/// <summary>No foreign keys, as for what else was recorded; the journal deletes what belongs to no server any more.</summary>
internal sealed class ConsoleInputConfiguration : IEntityTypeConfiguration<ConsoleInput>
{
    public void Configure(EntityTypeBuilder<ConsoleInput> builder)
    {
        builder.ToTable("ConsoleInputs");
        builder.HasKey(input => input.Id);
        builder.Property(input => input.UserId).HasMaxLength(450);
        builder.Property(input => input.UserName).HasMaxLength(256);
        builder.HasIndex(input => new { input.ServerId, input.Id });
        builder.HasIndex(input => input.ToAt);
    }
}
